-- Every item with the thread that it was in on the day: a paper that comes later may show two threads to be one.
select r.id, r.document_id, r.kind, r.ref, r.text, r.due_date, r.due_text, r.restated, r.page, r.position, r.start_char, r.end_char,
       coalesce((select f.thread_id from former_threads f where f.recommendation_id = r.id and f.until > :as_of
                 order by f.until limit 1), r.thread_id) as thread_id
from recommendations r where r.verdict <> 'rejected' and r.thread_id is not null
