-- Whether a person had closed a recommendation by that day, or opened it again: the last decision counts.
select r.thread_id, c.date, c.closed, c.decided_by, max(c.date || printf('%09d', c.decision_id)) as rank
from closings c cross join recommendations r on r.id = c.recommendation_id
where c.date <= :as_of group by r.thread_id
