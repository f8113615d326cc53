-- Recommendations whose last deadline has passed and that no paper says are complete and nobody has closed.
select *, cast(julianday(:as_of) - julianday(due_date) as integer) as days_overdue
from recommendation_status where due_date < :as_of and overdue
