package dev.caravan.wiring;

import dev.caravan.store.Secrets;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The {@code hub_settings} table: what one database's hubs must agree on. */
final class HubSettingsTable {
  private HubSettingsTable() {}

  /** Keeps the policy in force; answers whether it was another one. */
  static boolean policyChanged(Handle handle, String file, String hash) {
    return handle
            .createUpdate(
                "insert into hub_settings (key, value) values ('policy', :policy) on conflict (key)"
                    + " do update set value = excluded.value where hub_settings.value <> excluded.value")
            .bind("policy", hash + " " + file)
            .execute()
        == 1;
  }

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
