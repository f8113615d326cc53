-- Numbers that a paper leaves out while it goes through an inspection's numbered list: one row a number.
-- `place` is 'between' for one among those it mentions, 'after' for one beyond its last.
with
walked as materialized (
    select i.document_id, i.filename, i.day, o.document_id as report_id, o.filename as report,
           min(cast(o.ref as integer)) as lowest, max(cast(o.ref as integer)) as highest, count(distinct o.ref) as mentioned
    from printings i join printings o on o.thread_id = i.thread_id and o.original
    where not i.original and i.kind = 'inspection_recommendation' and i.paper_kind <> 'inspection_report'
      and o.ref glob '[0-9]*' and o.ref not glob '*[^0-9]*'
    group by i.document_id, o.document_id having count(distinct o.ref) > 1)
select w.document_id, w.filename, w.day, w.report_id, w.report, cast(o.ref as integer) as number, o.text,
       case when cast(o.ref as integer) < w.highest then 'between' else 'after' end as place, o.thread_id, w.mentioned
from walked w join printings o on o.document_id = w.report_id and o.original
where o.ref glob '[0-9]*' and o.ref not glob '*[^0-9]*'
  and not exists (select 1 from printings i where i.document_id = w.document_id and i.thread_id = o.thread_id)
