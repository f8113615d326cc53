-- Every item with the thread that it was in on the day: a paper that comes later may show two threads to be one.
-- "Within three months" in a paper that restates the recommendation is the old deadline, and not counted from this paper.
select r.id, r.document_id, r.kind, r.ref, r.text, r.due_text,
       case when r.kind = 'inspection_recommendation' and r.restated and (
                 r.due_basis like '%within % of %' or r.due_basis like '% after %' or r.due_basis like '%counted from %')
            then null else r.due_date end as due_date, r.restated, r.answered, r.page, r.position, r.start_char, r.end_char,
       coalesce((select f.thread_id from former_threads f where f.recommendation_id = r.id and f.until > :as_of
                 order by f.until limit 1), r.thread_id) as thread_id
-- The plus before thread_id: nearly all have one, so an index on it is no help.
from recommendations r where r.verdict <> 'rejected' and +r.thread_id is not null
