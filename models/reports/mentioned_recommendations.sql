-- Recommendations that a paper names by number: those of the newest inspection of its council by then, if its list has
-- that number once.
with
lists as materialized (
    select authority_id, document_id, day, max(day || document_id) over (partition by authority_id, day) as rank
    from printings where original group by document_id),
named as (
    select m.document_id, p.filename, p.day, p.kind as paper_kind, p.body_id, p.meeting_id, m.source_id, m.ref, m.closes,
           (select l.document_id from lists l where l.authority_id = p.authority_id and l.day <= p.day
            order by l.day desc, l.document_id desc limit 1) as report_id
    from mentions m join papers p on p.id = m.document_id where p.authority_id is not null)
select n.*, min(o.thread_id) as thread_id, min(o.id) as recommendation_id
from named n join printings o on o.document_id = n.report_id and o.original and lower(o.ref) = n.ref
group by n.document_id, n.source_id, n.ref, n.closes having count(distinct o.thread_id) = 1
