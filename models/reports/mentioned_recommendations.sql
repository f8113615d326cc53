-- Recommendations that a paper names by number: those of the newest inspection of its council by then, if its list has
-- that number once. `does` says whether the paper names it, answers it or closes it.
with
lists as materialized (
    select p.authority_id, p.id as document_id, p.day from papers p
    where p.kind = 'inspection_report' and exists (
        select 1 from items i where i.document_id = p.id and i.kind = 'inspection_recommendation' and i.restated = 0)),
naming as materialized (
    select p.id, p.filename, p.day, p.undated,
           (select l.document_id from lists l where l.authority_id = p.authority_id and l.day <= p.day
            order by l.day desc, l.document_id desc limit 1) as report_id
    from papers p where p.authority_id is not null and p.id in (select document_id from mentions)),
numbered as materialized (
    select o.document_id, cast(lower(o.ref) as text) as ref, min(o.thread_id) as thread_id, min(o.id) as recommendation_id
    from (select distinct report_id from naming) l cross join items o on o.document_id = l.report_id
    where o.kind = 'inspection_recommendation' and o.restated = 0 and o.ref is not null
    group by o.document_id, lower(o.ref) having count(distinct o.thread_id) = 1)
select m.document_id, p.filename, p.day, p.undated, m.source_id, m.ref, m.does, o.thread_id, o.recommendation_id
from mentions m join naming p on p.id = m.document_id join numbered o on o.document_id = p.report_id and o.ref = m.ref
group by m.document_id, m.source_id, m.ref, m.does
