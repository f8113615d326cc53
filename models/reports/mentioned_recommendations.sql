-- Recommendations that a paper names by number: those of the newest inspection of its council by then, if its list has
-- that number once. `does` says whether the paper names it, answers it or closes it.
with
lists as materialized (
    select p.authority_id, p.id as document_id, p.day from papers p
    where p.kind = 'inspection_report' and exists (
        select 1 from items i where i.document_id = p.id and i.kind = 'inspection_recommendation' and i.restated = 0)),
named as (
    select m.document_id, p.filename, p.day, p.undated, m.source_id, m.ref, m.does,
           (select l.document_id from lists l where l.authority_id = p.authority_id and l.day <= p.day
            order by l.day desc, l.document_id desc limit 1) as report_id
    from mentions m join papers p on p.id = m.document_id where p.authority_id is not null)
select n.document_id, n.filename, n.day, n.undated, n.source_id, n.ref, n.does, min(o.thread_id) as thread_id,
       min(o.id) as recommendation_id
from named n join items o on o.document_id = n.report_id
where o.kind = 'inspection_recommendation' and o.restated = 0 and lower(o.ref) = n.ref
group by n.document_id, n.source_id, n.ref, n.does having count(distinct o.thread_id) = 1
