package dev.caravan.sandbox;

import dev.caravan.message.Form;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /sandbox/api/messages}: shows, counts and clears what arrived. */
final class MessagesApi {
  private static final String PATH = "/sandbox/api/messages";
  private static final int USUAL_LIMIT = 100;

  /** The limit of every list of the hub. */
  private static final int LARGEST_LIMIT = 500;

  private final Received received;
  private final SandboxApi api;

  MessagesApi(Received received, SandboxApi api) {
    this.received = received;
    this.api = api;
  }

  void mount(Router router) {
    router.get(PATH).handler(SandboxApi.guarded(this::list));
    router.delete(PATH).handler(SandboxApi.guarded(this::clear));
  }

  private void list(RoutingContext context) {
    Form form = new Form(query(context));
    Wanted wanted = wanted(form);
    int limit = (int) form.number("limit", 1, LARGEST_LIMIT, USUAL_LIMIT);
    long after = form.number("after", 0, Long.MAX_VALUE, 0);
    form.done();
    // One more than asked for tells whether there is a next page.
    List<ReceivedMessage> found = received.list(wanted, after, limit + 1);
    List<ReceivedMessage> page = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("items", page.stream().map(MessagesApi::shown).toList());
    body.put("next", found.size() > limit ? page.get(limit - 1).seq() : null);
    body.put("count", received.count(wanted));
    SandboxApi.answer(context, body);
  }

  private void clear(RoutingContext context) {
    Form form = new Form(query(context));
    Wanted wanted = wanted(form);
    form.done();
    long count = received.count(wanted);
    received.clear(wanted);
    SandboxApi.answer(context, Map.of("cleared", count));
  }

  private Wanted wanted(Form form) {
    return new Wanted(api.platform(form), form.text("recipient_id", 255));
  }

  /** The query's fields; those that count are numbers where they look like one. */
  private static Map<String, Object> query(RoutingContext context) {
    Map<String, Object> fields = new LinkedHashMap<>();
    context
        .queryParams()
        .forEach(
            (name, value) -> {
              boolean number =
                  (name.equals("limit") || name.equals("after")) && value.matches("\\d{1,18}");
              fields.put(name, number ? Long.valueOf(value) : value);
            });
    return fields;
  }

  private static Map<String, Object> shown(ReceivedMessage message) {
    Arrival arrival = message.arrival();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seq", message.seq());
    fields.put("platform", arrival.platform());
    fields.put("recipient_id", arrival.place().recipientId());
    fields.put("conversation", arrival.place().conversation());
    fields.put("thread_id", arrival.place().threadId());
    fields.put("text", arrival.text());
    fields.put("actions", arrival.actions());
    fields.put("notified", arrival.beside().notified());
    fields.put("files", arrival.beside().files());
    fields.put("platform_message_id", message.platformMessageId());
    fields.put("received_at", message.receivedAt());
    fields.put("edited_at", message.editedAt());
    fields.put("deleted", message.deleted());
    fields.put("key", arrival.key());
    fields.put("raw", arrival.raw());
    return fields;
  }
}
