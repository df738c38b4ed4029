package dev.caravan.web;

import dev.caravan.message.Fingerprint;
import dev.caravan.message.Refused;
import dev.caravan.message.Word;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Ids;
import dev.caravan.store.Secrets;
import dev.caravan.store.Signals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** API keys: 256 random bits each, kept as SHA-256 alone, answered from memory. */
public final class KeysTable {
  private final Jdbi jdbi;
  private final InstantSource clock;
  private final String adminHash;
  private final Set<UUID> used = ConcurrentHashMap.newKeySet();
  private volatile Map<String, Key> byHash = Map.of();

  /** A key as it is shown: never the key itself. */
  public record Key(
      UUID id,
      String name,
      Role role,
      @Nullable UUID agentId,
      @Nullable CallLimit limit,
      Life life) {}

  /** Its time. */
  public record Life(
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  public KeysTable(Jdbi jdbi, InstantSource clock, String adminToken) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.adminHash = Fingerprint.of(adminToken);
  }

  /**
   * Takes over what other nodes have made and revoked, and writes which keys were used. One at a
   * time: an older reading must not replace a newer one.
   */
  public synchronized void refresh() {
    Map<String, Key> fresh = new HashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery("select * from api_keys where revoked_at is null")
                .map(
                    (rs, context) ->
                        Map.entry(
                            rs.getString("hash"),
                            new Key(
                                rs.getObject("id", UUID.class),
                                rs.getString("name"),
                                Word.of(Role.class, rs.getString("role")),
                                rs.getObject("agent_id", UUID.class),
                                limit(rs),
                                new Life(
                                    rs.getString("created_by"),
                                    rs.getTimestamp("created_at").toInstant(),
                                    instant(rs.getTimestamp("expires_at")),
                                    instant(rs.getTimestamp("last_used_at"))))))
                .forEach(e -> fresh.put(e.getKey(), e.getValue())));
    byHash = fresh;
    List<UUID> seen = List.copyOf(used);
    if (!seen.isEmpty()) {
      used.removeAll(seen);
      jdbi.useHandle(
          h ->
              h.createUpdate("update api_keys set last_used_at = :now where id = any(:ids)")
                  .bind("now", clock.instant())
                  .bindArray("ids", UUID.class, seen.toArray())
                  .execute());
    }
  }

  /** Whose token this is; empty where it is nobody's, revoked or expired. */
  Optional<Principal> principal(String token) {
    String hash = Fingerprint.of(token);
    if (hash.equals(adminHash)) {
      return Optional.of(Principal.ADMIN);
    }
    Key key = byHash.get(hash);
    if (key == null || expired(key)) {
      return Optional.empty();
    }
    used.add(key.id());
    return Optional.of(
        new Principal(
            "key:" + key.name(),
            key.role(),
            key.agentId(),
            new Principal.Allowance(key.id(), key.limit())));
  }

  private boolean expired(Key key) {
    Instant end = key.life().expiresAt();
    return end != null && !clock.instant().isBefore(end);
  }

  /** The keys that were not revoked. */
  List<Key> all() {
    return byHash.values().stream().sorted(java.util.Comparator.comparing(Key::id)).toList();
  }

  /** A new key, and its secret, shown this once. */
  record Made(Key key, String secret) {}

  /** What a new key is to be. */
  record Wish(
      String name,
      Role role,
      @Nullable UUID agentId,
      @Nullable CallLimit limit,
      @Nullable Instant expiresAt) {}

  Made make(Wish wish, String by) {
    String secret = "cvn_" + Secrets.make();
    Key key =
        new Key(
            Ids.next(),
            wish.name(),
            wish.role(),
            wish.agentId(),
            wish.limit(),
            new Life(by, clock.instant(), wish.expiresAt(), null));
    CallLimit limit = wish.limit();
    jdbi.useTransaction(
        h -> {
          // Two who take one name at once: the second waits, and then finds it taken.
          h.execute(
              "select pg_advisory_xact_lock(hashtextextended('api_keys:' || ?, 0))", wish.name());
          if (taken(h, wish.name())) {
            throw new Refused(
                Refused.Kind.CONFLICT,
                "name",
                "name_taken",
                "There is a key named '%s' already; choose another name, or revoke that one first. What is done is told by the key's name."
                    .formatted(wish.name()));
          }
          h.createUpdate(
                  "insert into api_keys (id, name, hash, role, agent_id, created_by, created_at, expires_at,"
                      + " limit_count, limit_per_seconds) values (:id, :name, :hash, :role, cast(:agent as uuid),"
                      + " :by, :now, :expires, :count, :per)")
              .bind("id", key.id())
              .bind("name", wish.name())
              .bind("hash", Fingerprint.of(secret))
              .bind("role", wish.role().word())
              .bind("agent", wish.agentId())
              .bind("by", by)
              .bind("now", key.life().createdAt())
              .bind("expires", wish.expiresAt())
              .bind("count", limit == null ? null : Integer.valueOf(limit.count()))
              .bind("per", limit == null ? null : Integer.valueOf((int) limit.per().toSeconds()))
              .execute();
          AuditLog.write(
              h,
              clock.instant(),
              new Act(
                  "key:" + key.id(),
                  "key.made",
                  by,
                  null,
                  null,
                  Map.of("role", wish.role().word())));
          Signals.send(h, Signals.KEYS);
        });
    refresh();
    return new Made(key, secret);
  }

  private static boolean taken(Handle handle, String name) {
    return handle
            .createQuery("select count(*) from api_keys where name = :name and revoked_at is null")
            .bind("name", name)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /** Revokes a key at once; answers whether there was one. */
  boolean revoke(UUID id, String by) {
    boolean revoked =
        jdbi.inTransaction(
            h -> {
              int rows =
                  h.createUpdate(
                          "update api_keys set revoked_at = :now where id = :id and revoked_at is null")
                      .bind("now", clock.instant())
                      .bind("id", id)
                      .execute();
              if (rows > 0) {
                AuditLog.write(h, clock.instant(), Act.of("key:" + id, "key.revoked", by));
                Signals.send(h, Signals.KEYS);
              }
              return rows > 0;
            });
    refresh();
    return revoked;
  }

  private static @Nullable CallLimit limit(ResultSet rs) throws SQLException {
    int count = rs.getInt("limit_count");
    return rs.wasNull()
        ? null
        : new CallLimit(count, Duration.ofSeconds(rs.getInt("limit_per_seconds")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
