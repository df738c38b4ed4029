package dev.caravan.sandbox.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The header in which Meta says how much of a limit is used, and for how long it stays so. */
public final class GraphUsage {
  private GraphUsage() {}

  /** The header of a limit that is used up; Meta counts in whole minutes, and less is not said. */
  public static Map<String, String> header(String type, String node, long seconds) {
    if (seconds < 60) {
      return Map.of();
    }
    ObjectNode usage = JsonNodeFactory.instance.objectNode();
    usage
        .putArray(node)
        .addObject()
        .put("type", type)
        .put("call_count", 100)
        .put("total_cputime", 20)
        .put("total_time", 20)
        .put("estimated_time_to_regain_access", (seconds + 59) / 60);
    return Map.of("X-Business-Use-Case-Usage", usage.toString());
  }
}
