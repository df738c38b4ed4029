package dev.caravan.contact;

import dev.caravan.message.Target;
import dev.caravan.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The {@code contacts} table. */
final class ContactsTable {
  private static final String LIVING = "tenant = 'default' and deleted_at is null";

  private ContactsTable() {}

  /** A contact that was changed; empty where it is gone. */
  record Change(String name, Optional<Contact> now) {}

  static Optional<Contact> byName(Handle handle, String name) {
    return handle
        .createQuery("select * from contacts where " + LIVING + " and name = :name")
        .bind("name", name)
        .map((rs, context) -> read(rs))
        .findOne();
  }

  /** The contacts of these names and all that they have for members, at any depth, by name. */
  static Map<String, Contact> reachable(Handle handle, List<String> names) {
    Map<String, Contact> found = new LinkedHashMap<>();
    handle
        .createQuery(
            // By name alone: whoever is a member twice is walked through once, and so is a circle.
            "with recursive r(name) as (select unnest(:names::text[]) union select unnest(c.members)"
                + " from r join contacts c on c.name = r.name and c.tenant = 'default'"
                + " and c.deleted_at is null)"
                + " select c.* from r join contacts c on c.name = r.name"
                + " where c.tenant = 'default' and c.deleted_at is null")
        .bindArray("names", String.class, names.toArray())
        .map((rs, context) -> read(rs))
        .forEach(c -> found.put(c.name(), c));
    return found;
  }

  /** The next contacts in the order of their names. */
  static List<Contact> page(Handle handle, @Nullable String after, int limit) {
    return handle
        .createQuery(
            "select * from contacts where "
                + LIVING
                + " and (:after::text is null or name > :after) order by name limit :limit")
        .bind("after", after)
        .bind("limit", limit)
        .map((rs, context) -> read(rs))
        .list();
  }

  /** The names of some. */
  static List<String> names(Handle handle, int most) {
    return handle
        .createQuery("select name from contacts where " + LIVING + " order by name limit :most")
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  /** The groups of which this is a member. */
  static List<String> groupsOf(Handle handle, String name) {
    return handle
        .createQuery(
            "select name from contacts where "
                + LIVING
                + " and members @> array[:name::text] order by name")
        .bind("name", name)
        .mapTo(String.class)
        .list();
  }

  /** Writes the contact over whatever has its name. */
  static void put(Handle handle, Contact contact) {
    RecipientPolicy policy = contact.policy();
    QuietHours hours = policy.quietHours();
    handle
        .createUpdate(
            "insert into contacts (id, name, addresses, members, locale, timezone, quiet_hours, frequency,"
                + " opted_out, version, created_at, updated_at)"
                + " values (:id, :name, :addresses::jsonb, :members, :locale, :zone, :quiet::jsonb,"
                + " :frequency::jsonb, :out, :version, :created, :updated)"
                + " on conflict (tenant, name) do update set id = excluded.id,"
                + " addresses = excluded.addresses, members = excluded.members, locale = excluded.locale,"
                + " timezone = excluded.timezone, quiet_hours = excluded.quiet_hours,"
                + " frequency = excluded.frequency, opted_out = excluded.opted_out,"
                + " version = excluded.version, created_at = excluded.created_at,"
                + " updated_at = excluded.updated_at, deleted_at = null")
        .bind("id", contact.id())
        .bind("name", contact.name())
        .bind("addresses", Json.write(contact.addresses()))
        .bindArray("members", String.class, contact.members().toArray())
        .bind("locale", contact.profile().locale())
        .bind("zone", policy.zone() == null ? null : policy.zone().getId())
        .bind("quiet", hours == null ? null : Json.write(PolicyJson.shown(hours)))
        .bind("frequency", Json.write(PolicyJson.shown(policy.frequency())))
        .bind("out", policy.optedOut())
        .bind("version", contact.life().version())
        .bind("created", contact.life().createdAt())
        .bind("updated", contact.life().updatedAt())
        .execute();
  }

  /** Takes a contact away; its name stays for the nodes that remember it, and nothing else does. */
  static void delete(Handle handle, String name, long version, Instant now) {
    handle
        .createUpdate(
            "update contacts set addresses = '[]', members = '{}', locale = null, timezone = null,"
                + " quiet_hours = null, frequency = '[]', opted_out = false, version = :version,"
                + " updated_at = :now, deleted_at = :now where "
                + LIVING
                + " and name = :name")
        .bind("version", version)
        .bind("now", now)
        .bind("name", name)
        .execute();
  }

  /** What was changed after a number. */
  static List<Change> changed(Handle handle, long after) {
    return handle
        .createQuery("select * from contacts where tenant = 'default' and version > :after")
        .bind("after", after)
        .map(
            (rs, context) ->
                new Change(
                    rs.getString("name"),
                    rs.getTimestamp("deleted_at") == null
                        ? Optional.of(read(rs))
                        : Optional.empty()))
        .list();
  }

  private static Contact read(ResultSet rs) throws SQLException {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("timezone", rs.getString("timezone"));
    String quiet = rs.getString("quiet_hours");
    policy.put("quiet_hours", quiet == null ? null : Json.object(quiet));
    policy.put("frequency", Json.list(rs.getString("frequency")));
    return new Contact(
        rs.getObject("id", UUID.class),
        rs.getString("name"),
        addresses(rs.getString("addresses")),
        List.of((String[]) rs.getArray("members").getArray()),
        new Contact.Profile(
            rs.getString("locale"), PolicyJson.read(policy, rs.getBoolean("opted_out"))),
        new Contact.Life(
            rs.getLong("version"),
            rs.getTimestamp("created_at").toInstant(),
            rs.getTimestamp("updated_at").toInstant()));
  }

  private static List<Target.Lane> addresses(String json) {
    List<Target.Lane> addresses = new ArrayList<>();
    for (Object one : Json.list(json)) {
      Map<?, ?> address = (Map<?, ?>) one;
      addresses.add(
          new Target.Lane(
              Objects.requireNonNull((String) address.get("connection")),
              Objects.requireNonNull((String) address.get("recipient_id"))));
    }
    return addresses;
  }
}
