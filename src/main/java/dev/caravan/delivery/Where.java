package dev.caravan.delivery;

import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for among messages, of the table p: conditions, and what their names stand for.
 */
final class Where {
  private final List<String> conditions = new ArrayList<>(List.of("p.tenant = 'default'"));
  private final Map<String, Object> binds = new LinkedHashMap<>();

  /** One condition more, unless its value is null. */
  Where and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      binds.put(name, value);
    }
    return this;
  }

  /** From and to whom. */
  Where who(MessagesTable.Filter.@Nullable Who who) {
    if (who == null) {
      return this;
    }
    and("p.agent_id = :agent", "agent", who.agentId());
    and("p.recipient_id = :recipient", "recipient", who.recipientId());
    and("p.platform = :platform", "platform", who.platform());
    and("p.connection = :connection", "connection", who.connection());
    // A message that was given no correlation has its own id for one, and no entry in its index.
    return and(
        "((p.correlation_id = :correlation and p.correlation_id <> p.id::text)"
            + " or p.id = case when :correlation ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then :correlation::uuid end)",
        "correlation", who.correlationId());
  }

  /** By which contact's name, and with what others at once. */
  Where addressed(MessagesTable.Filter.@Nullable Addressed addressed) {
    return addressed == null
        ? this
        : and("p.contact = :contact", "contact", addressed.contact())
            .and("p.batch_id = :batch", "batch", addressed.batchId());
  }

  /** A label, with any value or with one; the first half is its index's. */
  Where label(MessagesTable.Filter.@Nullable Label label) {
    if (label == null) {
      return this;
    }
    return label.value() == null
        ? and("p.labels <> '{}' and p.labels ?? :label", "label", label.key())
        : and(
            "p.labels <> '{}' and p.labels @> :label::jsonb",
            "label",
            Json.write(Map.of(label.key(), label.value())));
  }

  /** All conditions, joined. */
  String sql() {
    return String.join(" and ", conditions);
  }

  /** What the names stand for. */
  Map<String, Object> binds() {
    return binds;
  }
}
