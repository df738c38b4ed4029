package dev.caravan.agent;

import dev.caravan.message.Maturity;
import dev.caravan.message.Word;
import dev.caravan.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The {@code agents} table. */
final class AgentsTable {
  private AgentsTable() {}

  /** Whether a new row could be made; false where a living agent has the name. */
  static boolean insert(Handle handle, Agent agent) {
    return bind(
                handle,
                "insert into agents (id, name, maturity, confidence_score, capabilities, max_load,"
                    + " endpoint, grants, version, created_at, updated_at)"
                    + " values (:id, :name, :maturity, :confidence, :capabilities, :load, :endpoint,"
                    + " :grants::jsonb, :version, :created, :updated) on conflict do nothing",
                agent)
            .execute()
        == 1;
  }

  /** Writes what may change, where nobody changed it since {@code version}. */
  static boolean update(Handle handle, Agent agent, long version) {
    return bind(
                handle,
                "update agents set name = :name, maturity = :maturity, confidence_score = :confidence,"
                    + " capabilities = :capabilities, max_load = :load, endpoint = :endpoint,"
                    + " grants = :grants::jsonb, version = :version, updated_at = :updated,"
                    + " retired_at = :retired, changed = pg_current_xact_id() where id = :id and version = :seen",
                agent)
            .bind("seen", version)
            .execute()
        == 1;
  }

  static Optional<Agent> byId(Handle handle, UUID id) {
    return handle
        .createQuery("select * from agents where id = :id")
        .bind("id", id)
        .map((rs, context) -> read(rs))
        .findOne();
  }

  /** An agent, and the first transaction that may not have been seen when it was read. */
  record Change(Agent agent, long horizon) {}

  /** Every agent that was changed by the transaction {@code since} or a later one. */
  static List<Change> changed(Handle handle, long since) {
    return handle
        .createQuery(
            "select *, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon from agents"
                + " where changed >= :since::text::xid8 order by created_at")
        .bind("since", since)
        .map((rs, context) -> new Change(read(rs), rs.getLong("horizon")))
        .list();
  }

  /** Whether another living agent has this one's name. */
  static boolean taken(Handle handle, Agent agent) {
    return agent.live()
        && handle
            .createQuery(
                "select exists (select from agents where name = :name and id <> :id and retired_at is null)")
            .bind("name", agent.name())
            .bind("id", agent.id())
            .mapTo(Boolean.class)
            .one();
  }

  private static org.jdbi.v3.core.statement.Update bind(Handle handle, String sql, Agent agent) {
    return handle
        .createUpdate(sql)
        .bind("id", agent.id())
        .bind("name", agent.name())
        .bind("maturity", agent.maturity().word())
        .bind("confidence", agent.profile().confidence())
        .bindArray("capabilities", String.class, agent.profile().capabilities().toArray())
        .bind("load", agent.profile().maxLoad())
        .bind("endpoint", agent.profile().endpoint())
        .bind("grants", Json.write(agent.grants().stream().map(AgentsTable::grant).toList()))
        .bind("version", agent.life().version())
        .bind("created", agent.life().createdAt())
        .bind("updated", agent.life().updatedAt())
        .bind("retired", agent.life().retiredAt());
  }

  private static Agent read(ResultSet rs) throws SQLException {
    Timestamp retired = rs.getTimestamp("retired_at");
    Agent.Profile profile =
        new Agent.Profile(
            rs.getObject("confidence_score", Double.class),
            List.of((String[]) rs.getArray("capabilities").getArray()),
            rs.getInt("max_load"),
            rs.getString("endpoint"));
    return new Agent(
        rs.getObject("id", UUID.class),
        rs.getString("name"),
        Word.of(Maturity.class, rs.getString("maturity")),
        profile,
        Json.list(rs.getString("grants")).stream().map(AgentsTable::grant).toList(),
        new Agent.Life(
            rs.getLong("version"),
            rs.getTimestamp("created_at").toInstant(),
            rs.getTimestamp("updated_at").toInstant(),
            retired == null ? null : retired.toInstant()));
  }

  private static Map<String, Object> grant(Grant grant) {
    Map<String, Object> row = new LinkedHashMap<>();
    if (grant.platform() != null) {
      row.put("platform", grant.platform());
    }
    if (grant.connection() != null) {
      row.put("connection", grant.connection());
    }
    row.put("actions", grant.deeds().stream().map(Word::word).sorted().toList());
    return row;
  }

  private static Grant grant(Object row) {
    Map<?, ?> map = (Map<?, ?>) row;
    Set<Grant.Deed> deeds = EnumSet.noneOf(Grant.Deed.class);
    for (Object word : (List<?>) java.util.Objects.requireNonNull(map.get("actions"))) {
      deeds.add(Word.of(Grant.Deed.class, (String) word));
    }
    return new Grant((String) map.get("platform"), (String) map.get("connection"), deeds);
  }
}
