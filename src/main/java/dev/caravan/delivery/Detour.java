package dev.caravan.delivery;

import dev.caravan.message.Decision;
import dev.caravan.message.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The address that a deferred message goes to instead of waiting; it is judged there as any other.
 *
 * @param parts how many messages it becomes there
 */
public record Detour(String platform, boolean sandbox, Target.Lane lane, int parts) {

  /** The detour to a message's new target. */
  public static Detour to(Target target, int parts) {
    return new Detour(target.platform(), target.sandbox(), target.lane(), parts);
  }

  /** As the inputs of the finding that defers the message. */
  public Map<String, String> inputs() {
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("next_platform", platform);
    inputs.put("next_sandbox", Boolean.toString(sandbox));
    inputs.put("next_connection", lane.connection());
    inputs.put("next_recipient_id", lane.recipientId());
    inputs.put("next_parts", Integer.toString(parts));
    return inputs;
  }

  /** The detour that a decision names; empty where its message simply waits. */
  static Optional<Detour> of(Decision decision) {
    Map<String, String> inputs = decision.deciding().inputs();
    return Optional.ofNullable(inputs.get("next_connection"))
        .map(
            connection ->
                new Detour(
                    inputs.getOrDefault("next_platform", ""),
                    Boolean.parseBoolean(inputs.get("next_sandbox")),
                    new Target.Lane(connection, inputs.getOrDefault("next_recipient_id", "")),
                    Integer.parseInt(inputs.getOrDefault("next_parts", "1"))));
  }
}
