-- Where each recommendation stands: one row a thread, from its first printing to the last word about it.
-- Reported complete (a paper of the council says so), verified (an inspection says so) and closed (a person, or a
-- paper that uses the word) are three different things.
with
-- In SQLite the other columns of a min() or max() query come from the row that holds it.
heads as materialized (
    select thread_id, id, document_id, filename, day, kind, ref, text, page, authority_id, body_id, framework,
           min((not original) || day || document_id || printf('%06d', position)) as rank
    from printings group by thread_id),
dues as materialized (
    select thread_id, due_date, due_text, max(day || document_id) as rank
    from printings where due_date is not null group by thread_id),
told as materialized (
    select thread_id, status, status_text, text, day, paper_kind, filename, count(distinct document_id) as papers,
           count(distinct sitting) as meetings, min(case when status = 'complete' then day end) as complete_on,
           min(case when status = 'complete' and paper_kind = 'inspection_report' then day end) as verified_on,
           max(day || (part = 'progress') || (status <> 'unknown') || document_id || printf('%06d', position)) as rank
    from answers where says group by thread_id),
shut as materialized (
    select r.thread_id, c.date, c.closed, c.decided_by, max(c.date || printf('%09d', c.decision_id)) as rank
    from closings c join recommendations r on r.id = c.recommendation_id
    where c.date <= :as_of group by r.thread_id),
joined as (
    select h.*, u.due_date, u.due_text, t.status as said, t.status_text, t.text as last_words, t.day as last_report,
           t.filename as last_paper, coalesce(t.papers, 0) as reports, coalesce(t.meetings, 0) as meetings,
           t.complete_on, t.verified_on, s.closed as person_closed,
           case when s.closed then s.date when s.closed is null and lower(t.status_text) like '%closed%' then t.day end
               as closed_on,
           case when s.closed then s.decided_by
                when s.closed is null and lower(t.status_text) like '%closed%' then t.filename end as closed_by
    from heads h left join dues u using (thread_id) left join told t using (thread_id) left join shut s using (thread_id))
select j.thread_id, a.name as authority, b.name as body, j.kind, j.ref, j.text, j.framework, j.day as made_on,
       j.filename as made_in, j.page as made_on_page,
       (select group_concat(name, '; ') from (
            select distinct o.name from recommendation_owners ro join owners o on o.id = ro.owner_id
            where ro.recommendation_id = j.id order by o.name)) as owners,
       j.due_date, j.due_text,
       coalesce(j.said, 'not reported') as status, j.last_report, j.last_paper, j.last_words, j.reports, j.meetings,
       cast(julianday(:as_of) - julianday(coalesce(j.last_report, j.day)) as integer) as days_silent,
       coalesce(j.due_date < :as_of and j.closed_on is null and coalesce(j.said, '') <> 'complete', 0) as overdue,
       case when j.said = 'complete' then j.complete_on end as reported_complete_on, j.verified_on,
       j.closed_on, j.closed_by, j.id as recommendation_id, j.document_id, j.authority_id, j.body_id
from joined j left join authorities a on a.id = j.authority_id left join bodies b on b.id = j.body_id
