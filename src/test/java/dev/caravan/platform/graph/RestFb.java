package dev.caravan.platform.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.restfb.DefaultJsonMapper;
import dev.caravan.store.Json;

/** What RestFB, a client of the Graph API that nobody here wrote, would send. */
public final class RestFb {
  private RestFb() {}

  /** One of its objects as it writes it. */
  public static JsonNode written(Object message) {
    return Json.read(new DefaultJsonMapper().toJson(message, true), JsonNode.class);
  }
}
