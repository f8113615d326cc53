-- Recommendations that no paper reports on, with the papers searched: those of the same council (or, without one, of the
-- same body) since it was made, the newest twenty by name. `unread` names the papers of the council that could not be
-- read, and counts those of no known council: the view unread_papers names them.
with searched as materialized (select * from searched_papers)
select u.thread_id, u.authority, b.name as body, u.kind, u.ref, u.text, p.framework, u.made_on, u.known_from, u.made_in,
       u.made_on_page, u.owners, u.due_date, u.due_text, u.overdue,
       cast(julianday(:as_of) - julianday(u.known_from) as integer) as days_silent, s.searched_papers, s.searched, s.unread,
       u.recommendation_id, u.document_id, u.authority_id
from silent_recommendations u
left join searched s on s.since = u.known_from and s.authority_id is u.authority_id and s.searched_body is u.searched_body
join documents p on p.id = u.document_id
left join bodies b on b.id = p.body_id
