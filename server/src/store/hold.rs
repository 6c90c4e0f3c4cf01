//! Whether something that is sent in is public at once, or somebody of the staff looks first.

use app::domain::{BURST_MS, HoldReason, HoldRules, Timestamp, TrustRule};
use sea_orm::{ConnectionTrait, Statement};

use super::{StoreError, StoreResult, Write, cards};

/// How the place where something is sent in is moderated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moderation {
    /// Whether somebody looks first.
    pub(super) first: bool,
    /// Until when somebody looks after instead (*Abendmodus*), in milliseconds.
    pub(super) evening_until: Option<i64>,
}

impl Default for Moderation {
    /// Without a lab, somebody looks first.
    fn default() -> Self {
        Self { first: true, evening_until: None }
    }
}

/// What becomes of something that is sent in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gate {
    /// Whether everybody sees it at once.
    pub(super) published: bool,
    /// Since when it waits for staff, in milliseconds.
    pub(super) waits_since: Option<i64>,
    /// Why it is held, as the database has it.
    pub(super) held: Option<String>,
}

/// What is known of whoever sends it in.
#[derive(Clone, Copy, Debug)]
struct Sender {
    rule: TrustRule,
    published: u32,
    recent: u32,
}

/// Decides by the place, the participant and the rules what becomes of these lines.
pub(super) async fn gate(
    write: &Write,
    rules: &HoldRules,
    place: Moderation,
    participant: i64,
    lines: &[&str],
    now: Timestamp,
) -> StoreResult<Gate> {
    let sender = sender(write, participant, now).await?;
    Ok(decide(rules, place, sender, lines, now))
}

fn decide(
    rules: &HoldRules,
    place: Moderation,
    sender: Sender,
    lines: &[&str],
    now: Timestamp,
) -> Gate {
    let evening = place.evening_until.is_some_and(|until| now.0 < until);
    let open = !place.first && !evening;
    let held = match sender.rule {
        TrustRule::Always => Vec::new(),
        _ => rules.holds(lines, sender.recent.saturating_add(1)),
    };
    let first =
        Gate { published: false, waits_since: Some(now.0), held: HoldReason::to_list(&held) };
    if !held.is_empty() || sender.rule == TrustRule::Never {
        return first;
    }
    let at_once = Gate { published: true, waits_since: None, held: None };
    if open || rules.trusts(sender.rule, sender.published) {
        return at_once;
    }
    if evening { Gate { waits_since: Some(now.0), ..at_once } } else { first }
}

async fn sender(write: &Write, participant: i64, now: Timestamp) -> StoreResult<Sender> {
    const SQL: &str = "SELECT p.trust AS trust,
        (SELECT COUNT(*) FROM ideas AS i WHERE i.participant_id = p.id
            AND i.is_public AND i.status <> 'declined' AND i.waits_since IS NULL)
        + (SELECT COUNT(*) FROM comments AS c WHERE c.participant_id = p.id
            AND c.status = 'published' AND c.waits_since IS NULL) AS published,
        (SELECT COUNT(*) FROM ideas AS i WHERE i.participant_id = p.id AND i.created_at > $2)
        + (SELECT COUNT(*) FROM comments AS c WHERE c.participant_id = p.id
            AND c.created_at > $2) AS recent
        FROM participants AS p WHERE p.id = $1";
    let backend = write.conn().get_database_backend();
    let values = [participant.into(), (now.0 - BURST_MS).into()];
    let row = write.conn().query_one_raw(Statement::from_sql_and_values(backend, SQL, values));
    let row = row.await?.ok_or_else(|| StoreError::corrupt("participants.id"))?;
    let rule: String = row.try_get("", "trust")?;
    Ok(Sender {
        rule: TrustRule::from_key(&rule)
            .ok_or_else(|| StoreError::corrupt("participants.trust"))?,
        published: cards::number(row.try_get("", "published")?),
        recent: cards::number(row.try_get("", "recent")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000);
    const FIRST: Moderation = Moderation { first: true, evening_until: None };
    const OPEN: Moderation = Moderation { first: false, evening_until: None };
    const EVENING: Moderation = Moderation { first: true, evening_until: Some(1_001) };

    fn sender(rule: TrustRule, published: u32, recent: u32) -> Sender {
        Sender { rule, published, recent }
    }

    /// Whether it is public, whether it waits, and why it is held.
    fn gate(place: Moderation, sender: Sender, text: &str) -> (bool, bool, Option<String>) {
        let gate = decide(&HoldRules::default(), place, sender, &[text], NOW);
        (gate.published, gate.waits_since == Some(NOW.0), gate.held)
    }

    #[test]
    fn the_place_says_who_looks_when() {
        let anna = sender(TrustRule::Earned, 0, 0);
        assert_eq!(gate(FIRST, anna, "Mehr Bänke"), (false, true, None));
        assert_eq!(gate(OPEN, anna, "Mehr Bänke"), (true, false, None));
        assert_eq!(gate(EVENING, anna, "Mehr Bänke"), (true, true, None));
        let over = Moderation { evening_until: Some(NOW.0), ..FIRST };
        assert_eq!(gate(over, anna, "Mehr Bänke"), (false, true, None));
    }

    #[test]
    fn rules_hold_everywhere() {
        let loud = "MEHR BÄNKE AM MARKT";
        let anna = sender(TrustRule::Earned, 9, 0);
        for place in [FIRST, OPEN, EVENING] {
            assert_eq!(gate(place, anna, loud), (false, true, Some("caps".into())));
        }
        let busy = sender(TrustRule::Earned, 0, 5);
        for place in [FIRST, OPEN, EVENING] {
            assert_eq!(gate(place, busy, "Eine Bank"), (false, true, Some("burst".into())));
        }
    }

    #[test]
    fn trust_skips_the_queue_and_can_be_taken() {
        let trusted = sender(TrustRule::Earned, 5, 0);
        assert_eq!(gate(FIRST, trusted, "Eine Bank"), (true, false, None));
        assert_eq!(gate(EVENING, trusted, "Eine Bank"), (true, false, None));
        let always = sender(TrustRule::Always, 0, 9);
        assert_eq!(gate(FIRST, always, "MEHR BÄNKE AM MARKT"), (true, false, None));
        let never = sender(TrustRule::Never, 99, 0);
        for place in [FIRST, OPEN, EVENING] {
            assert_eq!(gate(place, never, "Eine Bank"), (false, true, None));
        }
    }
}
