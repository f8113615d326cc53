-- Who closed a recommendation, or opened it again, and when: a person, or a meeting that resolved to.
select r.thread_id, c.date as day, c.closed, c.decided_by as closed_by, c.note as words, c.decision_id as place,
       null as document_id, null as page, r.id as row_id
from closings c cross join items r on r.id = c.recommendation_id
where c.date <= :as_of
union all
select m.thread_id, m.day, 1, m.filename, r.text, 0, m.document_id, r.page, r.id
from mentioned_recommendations m join recommendations r on r.id = m.source_id
where m.does = 'closes' and r.verdict <> 'rejected'
