package dev.caravan.delivery;

import dev.caravan.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The {@code batches} table. */
final class BatchesTable {
  private final Jdbi jdbi;

  BatchesTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static void insert(Handle handle, Batch batch, Instant now) {
    handle
        .createUpdate(
            "insert into batches (id, contact, items, created_at) values (:id, :contact, :items::jsonb, :now)")
        .bind("id", batch.id())
        .bind("contact", batch.contact())
        .bind("items", Json.write(batch.items()))
        .bind("now", now)
        .execute();
  }

  Optional<Batch> byId(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select contact, items from batches where id = :id")
                .bind("id", id)
                .map(
                    (rs, context) ->
                        new Batch(id, rs.getString("contact"), items(rs.getString("items"))))
                .findOne());
  }

  private static List<Batch.Item> items(String json) {
    return List.of(Json.read(json, Batch.Item[].class));
  }
}
