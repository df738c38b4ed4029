package dev.caravan.wiring;

import dev.caravan.store.Secrets;
import org.jdbi.v3.core.Jdbi;

/** The {@code hub_settings} table: what one database's hubs must agree on. */
final class HubSettingsTable {
  private HubSettingsTable() {}

  /** The salt of every content hash in the trail, made once. */
  static String salt(Jdbi jdbi) {
    return jdbi.withHandle(
        h -> {
          h.createUpdate(
                  "insert into hub_settings (key, value) values ('audit.salt', :made) on conflict do nothing")
              .bind("made", Secrets.make())
              .execute();
          return h.createQuery("select value from hub_settings where key = 'audit.salt'")
              .mapTo(String.class)
              .one();
        });
  }
}
