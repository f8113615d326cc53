-- Whether a recommendation is closed: the last who closed it or opened it again is right.
select thread_id, day as date, closed, closed_by, words as closed_why, filename, row_id, max(day || printf('%09d', place)) as rank
from closings_by_day group by thread_id
