-- Every statement of progress that answers a recommendation, in the papers that count.
-- "No update" is no progress reported: `says` is 0 for it.
select r.thread_id, g.id as progress_id, g.document_id, p.filename, p.day, p.kind as paper_kind, p.body_id,
       coalesce(p.meeting_id, p.id) as sitting, g.part, g.text, g.status, g.status_text, g.page, g.position,
       g.status <> 'no_update' as says
from progress g
join papers p on p.id = g.document_id
join progress_links l on l.progress_id = g.id
join recommendations r on r.id = l.recommendation_id
where g.verdict <> 'rejected' and r.verdict <> 'rejected' and r.thread_id is not null
