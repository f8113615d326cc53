-- Every statement of progress that answers a recommendation, in the papers that count: one of its own paper, or one that
-- it names by number. "No update" is no progress reported: `says` is 0 for it.
with
told as (
    select r.thread_id, g.id as progress_id, g.document_id, g.part, g.text, g.status, g.status_text, g.page, g.position
    from progress g join progress_links l on l.progress_id = g.id join items r on r.id = l.recommendation_id
    where g.verdict <> 'rejected'
    union all
    select thread_id, progress_id, document_id, part, text, status, status_text, page, position from named_answers)
select t.thread_id, t.progress_id, t.document_id, p.filename, p.day, p.undated, p.kind as paper_kind, p.body_id,
       coalesce(p.meeting_id, p.id) as sitting, t.part, t.text, t.status, t.status_text, t.page, t.position,
       t.status <> 'no_update' as says
from told t join papers p on p.id = t.document_id
