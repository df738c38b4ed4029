package dev.caravan.template;

import dev.caravan.message.Format;
import dev.caravan.message.Word;
import dev.caravan.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables {@code templates}, {@code template_versions} and {@code template_changes}. */
final class TemplatesTable {
  private static final String NEWEST =
      "select v.* from templates t join template_versions v on v.tenant = t.tenant and v.name = t.name"
          + " and v.version = t.version where t.tenant = 'default' and t.deleted_at is null";

  private TemplatesTable() {}

  /** Takes the next change's number; nobody else writes anything until this transaction ends. */
  static long nextChange(Handle handle) {
    return handle
        .createQuery(
            "update template_changes set change = change + 1 where tenant = 'default' returning change")
        .mapTo(Long.class)
        .one();
  }

  /** The number of the last change that is committed. */
  static long lastChange(Handle handle) {
    return handle
        .createQuery("select change from template_changes where tenant = 'default'")
        .mapTo(Long.class)
        .one();
  }

  /** The names of what was changed after a number. */
  static List<String> changed(Handle handle, long after) {
    return handle
        .createQuery("select name from templates where tenant = 'default' and change > :after")
        .bind("after", after)
        .mapTo(String.class)
        .list();
  }

  static Optional<NamedTemplate> newest(Handle handle, String name) {
    return handle
        .createQuery(NEWEST + " and t.name = :name")
        .bind("name", name)
        .map((rs, context) -> read(rs))
        .findOne();
  }

  static List<NamedTemplate> page(Handle handle, @Nullable String after, int limit) {
    return handle
        .createQuery(
            NEWEST + " and (:after::text is null or t.name > :after) order by t.name limit :limit")
        .bind("after", after)
        .bind("limit", limit)
        .map((rs, context) -> read(rs))
        .list();
  }

  static List<String> names(Handle handle, int most) {
    return handle
        .createQuery(
            "select name from templates where tenant = 'default' and deleted_at is null"
                + " order by name limit :most")
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  static Optional<NamedTemplate> version(Handle handle, String name, int version) {
    return handle
        .createQuery(
            "select * from template_versions where tenant = 'default' and name = :name"
                + " and version = :version")
        .bind("name", name)
        .bind("version", version)
        .map((rs, context) -> read(rs))
        .findOne();
  }

  static List<NamedTemplate> versions(Handle handle, String name, int below, int limit) {
    return handle
        .createQuery(
            "select * from template_versions where tenant = 'default' and name = :name"
                + " and version < :below order by version desc limit :limit")
        .bind("name", name)
        .bind("below", below)
        .bind("limit", limit)
        .map((rs, context) -> read(rs))
        .list();
  }

  /** The number of the last version that the name ever had; 0 where it had none. */
  static int lastVersion(Handle handle, String name) {
    return handle
        .createQuery("select version from templates where tenant = 'default' and name = :name")
        .bind("name", name)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  static void write(Handle handle, NamedTemplate template, long change) {
    handle
        .createUpdate(
            "insert into template_versions (name, version, body, format, description, defaults,"
                + " created_at, created_by) values (:name, :version, :body, :format, :description,"
                + " :defaults::jsonb, :at, :by)")
        .bind("name", template.name())
        .bind("version", template.version())
        .bind("body", template.body().text())
        .bind("format", template.body().format().word())
        .bind("description", template.body().description())
        .bind("defaults", Json.write(template.body().defaults()))
        .bind("at", template.life().createdAt())
        .bind("by", template.life().createdBy())
        .execute();
    handle
        .createUpdate(
            "insert into templates (name, version, change) values (:name, :version, :change)"
                + " on conflict (tenant, name) do update set version = excluded.version,"
                + " change = excluded.change, deleted_at = null")
        .bind("name", template.name())
        .bind("version", template.version())
        .bind("change", change)
        .execute();
  }

  static void delete(Handle handle, String name, long change, Instant now) {
    handle
        .createUpdate(
            "update templates set deleted_at = :now, change = :change"
                + " where tenant = 'default' and name = :name")
        .bind("now", now)
        .bind("change", change)
        .bind("name", name)
        .execute();
  }

  private static NamedTemplate read(ResultSet rs) throws SQLException {
    return new NamedTemplate(
        rs.getString("name"),
        rs.getInt("version"),
        new NamedTemplate.Body(
            rs.getString("body"),
            Word.of(Format.class, rs.getString("format")),
            rs.getString("description"),
            Json.object(rs.getString("defaults"))),
        new NamedTemplate.Life(
            rs.getTimestamp("created_at").toInstant(), rs.getString("created_by")));
  }
}
