-- Recommendations that no paper reports on, with the papers searched: those of the same council (or, without one, of the
-- same body) since it was made, the newest twenty by name. `unread` names the papers that could not be read.
with
silent as materialized (select * from recommendation_status where reports = 0 and closed_on is null),
asked as materialized (select distinct authority_id, case when authority_id is null then body_id end as body_id, made_on from silent),
found as materialized (
    select k.authority_id, k.body_id, k.made_on, p.filename, p.day,
           count(*) over same as searched_papers,
           row_number() over (partition by k.authority_id, k.body_id, k.made_on order by p.day desc, p.filename) as place
    from asked k join papers p on p.day >= k.made_on and p.kind <> 'inspection_report' and p.text_source <> 'none'
        and case when k.authority_id is null then p.authority_id is null and p.body_id = k.body_id
                 else p.authority_id = k.authority_id end
    window same as (partition by k.authority_id, k.body_id, k.made_on)),
searched as materialized (
    select authority_id, body_id, made_on, searched_papers,
           group_concat(filename || ' (' || day || ')', '; ') filter (where place <= 20)
           || case when searched_papers > 20 then '; and ' || (searched_papers - 20) || ' older' else '' end as names
    from found group by authority_id, body_id, made_on)
select u.thread_id, u.authority, u.body, u.kind, u.ref, u.text, u.framework, u.made_on, u.made_in, u.made_on_page, u.owners,
       u.due_date, u.due_text, u.overdue, u.days_silent, coalesce(s.searched_papers, 0) as searched_papers,
       coalesce(s.names, 'none: no paper of ' || coalesce(u.authority, u.body, 'an unknown council')
                         || ' since ' || u.made_on || ' is in the database') as searched,
       coalesce((select group_concat(filename, '; ') from unread_papers), 'none') as unread,
       u.recommendation_id, u.document_id, u.authority_id
from silent u left join searched s on s.authority_id is u.authority_id and s.made_on = u.made_on
    and s.body_id is case when u.authority_id is null then u.body_id end
