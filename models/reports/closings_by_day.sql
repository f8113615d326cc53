-- Who closed a recommendation, or opened it again, when and why: a person, or a meeting that resolved to. Where it was a
-- meeting, `filename` is the paper that says so.
select r.thread_id, c.date as day, c.closed, c.decided_by as closed_by, c.note as words, c.decision_id as place,
       null as filename, null as document_id, null as page, r.id as row_id, 0 as undated
from closings c cross join items r on r.id = c.recommendation_id
where c.date <= :as_of
union all
select m.thread_id, m.day, 1, m.filename, r.text, 0, m.filename, m.document_id, r.page, r.id, m.undated
from mentioned_recommendations m join recommendations r on r.id = m.source_id
where m.does = 'closes' and r.verdict <> 'rejected'
