package dev.caravan.delivery;

import dev.caravan.message.Extras;
import dev.caravan.store.Json;

/** What goes with a text, as its row keeps it. */
final class ExtrasJson {
  private ExtrasJson() {}

  static String write(Extras extras) {
    return extras.equals(Extras.NONE) ? "{}" : Json.write(extras);
  }

  static Extras read(String json) {
    return json.equals("{}") ? Extras.NONE : Json.read(json, Extras.class);
  }
}
