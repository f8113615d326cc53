-- Statements of progress that answer no item of their own paper but a recommendation that they name by number.
select m.thread_id, g.id as progress_id, g.document_id, g.part, g.text, g.status, g.status_text, g.page, g.position,
       g.status <> 'no_update' as says
from mentioned_recommendations m join progress g on g.id = m.source_id
where m.does = 'answers' and g.verdict <> 'rejected'
