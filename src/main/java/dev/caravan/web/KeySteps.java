package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agents;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/keys}: who may call. */
public final class KeySteps {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final KeysTable keys;
  private final Agents agents;
  private final InstantSource clock;

  public KeySteps(KeysTable keys, Agents agents, InstantSource clock) {
    this.keys = keys;
    this.agents = agents;
    this.clock = clock;
  }

  /** A key as the API shows it; {@code key} is there only in the answer that made it. */
  public record KeyJson(
      String id,
      String name,
      String role,
      @Nullable String agentId,
      @Nullable CallLimitJson limit,
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {
    static KeyJson of(KeysTable.Key key) {
      return new KeyJson(
          key.id().toString(),
          key.name(),
          key.role().word(),
          key.agentId() == null ? null : key.agentId().toString(),
          CallLimitJson.of(key.limit()),
          key.life().createdBy(),
          key.life().createdAt(),
          key.life().expiresAt(),
          key.life().lastUsedAt());
    }
  }

  /** A key's own limit as the API shows it. */
  public record CallLimitJson(int count, long perSeconds) {
    static @Nullable CallLimitJson of(@Nullable CallLimit limit) {
      return limit == null ? null : new CallLimitJson(limit.count(), limit.per().toSeconds());
    }
  }

  /** Makes a key; it is shown this once. */
  public void create(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          String name = form.need("name", 128, "nightly-report");
          form.need("role", 16, "sender");
          Role role = form.word("role", Role.class, Role.VIEWER);
          String agent = form.text("agent_id", 255);
          CallLimit limit = limit(form.form("limit"));
          Instant expires = form.instant("expires_at");
          if (expires != null && !expires.isAfter(clock.instant())) {
            form.fault(
                "expires_at",
                "in_the_past",
                "'expires_at' is " + expires + "; write a later time.");
          }
          if ((role == Role.AGENT) != (agent != null)) {
            form.fault(
                "agent_id",
                "contradiction",
                "A key of the role 'agent' needs an 'agent_id', and no other role may have one.");
          }
          form.done();
          UUID agentId =
              agent == null
                  ? null
                  : agents.find(agent).orElseThrow(() -> agents.unknown(agent)).id();
          KeysTable.Made made =
              keys.make(
                  new KeysTable.Wish(name, role, agentId, limit, expires),
                  request.principal().name());
          Map<String, Object> body = new LinkedHashMap<>(Pages.object(KeyJson.of(made.key())));
          body.put("key", made.secret());
          return new Answer(201, body);
        });
  }

  private static @Nullable CallLimit limit(@Nullable Form form) {
    if (form == null) {
      return null;
    }
    for (String name : List.of("count", "per")) {
      if (!form.has(name)) {
        form.fault(name, "required", "A limit is for example {\"count\": 600, \"per\": \"1m\"}.");
      }
    }
    int count = (int) form.number("count", 1, CallLimit.MOST, 1);
    Duration per = form.duration("per");
    if (per != null && (per.toSeconds() < 1 || per.compareTo(LONGEST) > 0)) {
      form.fault("per", "out_of_range", "'limit.per' is " + per + "; write 1s to 1d.");
    }
    form.refuseUnknown();
    return form.faulty() || per == null ? null : new CallLimit(count, per);
  }

  /** The keys, without their secrets. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request -> AnswerSteps.whole(request, keys.all().stream().map(KeyJson::of).toList()));
  }

  /** Revokes a key at once. */
  public void revoke(Exchange exchange) {
    answer(
        exchange,
        request -> {
          UUID id = request.pathId();
          if (!keys.revoke(id, request.principal().name())) {
            throw new Refused(
                Refused.Kind.NOT_FOUND,
                "id",
                "key_unknown",
                "There is no key " + id + "; GET /api/v1/keys lists those that are.");
          }
          return Answer.ok(Map.of("id", id, "revoked", true));
        });
  }
}
