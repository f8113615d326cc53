-- Numbers that a paper leaves out while it goes through an inspection's numbered list, between the first and the last
-- that it has: one row a number. `named` is 1 where a sentence of the paper names the number and no more.
with
numbered as materialized (
    select *, cast(ref as integer) as number from printings where original and ref <> '' and ref not glob '*[^0-9]*'),
walked as materialized (
    select i.document_id, i.filename, i.day, o.document_id as report_id, o.filename as report,
           min(o.number) as lowest, max(o.number) as highest, count(distinct o.number) as mentioned
    from numbered o join printings i on i.thread_id = o.thread_id
    where not i.original and i.paper_kind <> 'inspection_report'
    group by i.document_id, o.document_id having count(distinct o.number) > 1)
select w.document_id, w.filename, w.day, w.report_id, w.report, o.number, o.text, o.thread_id, w.mentioned,
       exists (select 1 from mentioned_recommendations m
               where m.document_id = w.document_id and m.thread_id = o.thread_id) as named
from walked w join numbered o on o.document_id = w.report_id and o.number between w.lowest and w.highest
where not exists (select 1 from printings i where i.document_id = w.document_id and i.thread_id = o.thread_id)
