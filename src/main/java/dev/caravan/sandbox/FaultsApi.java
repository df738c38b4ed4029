package dev.caravan.sandbox;

import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.message.Word;
import dev.caravan.store.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /sandbox/api/faults}: sets, shows and clears what goes wrong. */
final class FaultsApi {
  private static final String PATH = "/sandbox/api/faults";

  /** The longest wait that can be asked for: a day, in seconds. */
  private static final long LONGEST_WAIT = 86_400;

  private final Faults faults;
  private final SandboxApi api;

  FaultsApi(Faults faults, SandboxApi api) {
    this.faults = faults;
    this.api = api;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::show);
    router
        .put(PATH)
        .handler(
            context ->
                Bodies.read(
                    context, body -> SandboxApi.guarded(c -> set(c, body)).handle(context)));
    router
        .delete(PATH)
        .handler(
            context -> {
              faults.clear();
              show(context);
            });
  }

  private void set(RoutingContext context, Buffer body) {
    faults.set(read(new Form(object(body))));
    show(context);
  }

  private Misbehaviour read(Form form) {
    String named = form.need("platform", 64, "slack");
    String platform = named.isEmpty() ? null : api.platform(form);
    Optional<FaultMode> mode = mode(form);
    Double rate = form.decimal("rate", 0, 1);
    if (rate == null && !form.has("rate")) {
      form.fault(
          "rate",
          "required",
          "'rate' is required: the share of calls that fail, from 0 (none) to 1 (all), for example 0.25.");
    }
    long retryAfter = form.number("retry_after", 1, LONGEST_WAIT, 1);
    String recipientId = form.text("recipient_id", 255);
    form.done();
    return new Misbehaviour(
        String.valueOf(platform),
        mode.orElseThrow(),
        rate == null ? 0 : rate,
        retryAfter,
        recipientId);
  }

  private static Optional<FaultMode> mode(Form form) {
    String written = form.need("mode", 64, "rate_limit");
    Optional<FaultMode> mode = Word.find(FaultMode.class, written);
    if (mode.isEmpty() && !written.isEmpty()) {
      form.fault(
          "mode",
          "unknown_value",
          "'mode' is '%s'; write one of %s."
              .formatted(written, String.join(", ", Word.words(FaultMode.class))));
    }
    return mode;
  }

  private static Map<?, ?> object(Buffer body) {
    Map<?, ?> read = null;
    try {
      read = Json.mapper().readValue(body.getBytes(), Map.class);
    } catch (IOException e) {
      // Said below, together with a body that is the word null.
    }
    if (read == null) {
      throw new Refused(
          Refused.Kind.UNREADABLE,
          "",
          "not_json",
          "The body is not a JSON object. Write for example {\"platform\": \"slack\", \"mode\": \"rate_limit\", \"rate\": 1, \"retry_after\": 2}.");
    }
    return read;
  }

  private void show(RoutingContext context) {
    List<Map<String, Object>> items = faults.inForce().stream().map(FaultsApi::shown).toList();
    SandboxApi.answer(context, Map.of("items", items));
  }

  private static Map<String, Object> shown(Misbehaviour fault) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("platform", fault.platform());
    fields.put("mode", fault.mode().word());
    fields.put("rate", fault.rate());
    if (fault.mode() == FaultMode.RATE_LIMIT) {
      fields.put("retry_after", fault.retryAfter());
    }
    if (fault.recipientId() != null) {
      fields.put("recipient_id", fault.recipientId());
    }
    return fields;
  }
}
