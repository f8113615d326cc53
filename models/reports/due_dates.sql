-- Every date that a deadline had, in order; `moved_days` is null for the first.
select thread_id, day, due_date, due_text, filename, document_id, page,
       julianday(due_date) - julianday(lag(due_date) over deadline) as moved_days
from (select p.*, lag(due_date) over (partition by thread_id order by day, document_id) as before
      from printings p where due_date is not null)
where before is not due_date
window deadline as (partition by thread_id order by day, document_id)
