-- Recommendations that nobody reported on and that a person or a meeting closed all the same: no gaps any more, and
-- nobody said that they are complete. `text` is the recommendation's own, not the decision's that closed it.
select c.thread_id, a.name as authority, r.kind, r.ref, r.text, c.date as closed_on, c.closed_by, c.closed_why,
       r.id as recommendation_id, r.document_id
from closed_threads c join first_printings r on r.thread_id = c.thread_id
left join authorities a on a.id = r.authority_id
where c.closed and c.thread_id not in (select thread_id from reported_threads)
order by c.date, r.document_id, r.id
