-- Points of an inspection that an earlier inspection of the same council had made and the council reported complete.
select n.thread_id, a.name as authority, n.kind, n.ref, n.text, case when not n.undated then n.day end as made_on, n.day as known_from, n.filename as made_in,
       e.thread_id as earlier_thread_id, e.text as earlier_text, case when not e.undated then e.day end as earlier_made_on, e.filename as earlier_made_in,
       min(t.day) as complete_on, t.filename as complete_in, c.score, c.reason
from come_backs c
join printings n on n.id = c.recommendation_id
join printings e on e.id = c.earlier_id
join answers t on t.thread_id = e.thread_id and t.status = 'complete' and t.day < n.day
left join authorities a on a.id = n.authority_id
group by c.recommendation_id, c.earlier_id
