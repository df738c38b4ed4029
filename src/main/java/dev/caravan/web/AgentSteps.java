package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.agent.Grant;
import dev.caravan.message.Form;
import dev.caravan.message.Maturity;
import dev.caravan.message.Refused;
import dev.caravan.message.Word;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.web.AnswerSteps.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/agents}: who speaks. */
public final class AgentSteps {
  private final Agents agents;
  private final Connections connections;
  private final Platforms platforms;

  public AgentSteps(Agents agents, Connections connections, Platforms platforms) {
    this.agents = agents;
    this.connections = connections;
    this.platforms = platforms;
  }

  /** Makes an agent. */
  public void create(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          String name = name(form);
          Maturity maturity = maturity(form);
          AgentForm.Wish wish = AgentForm.read(form, null);
          form.done();
          Agent agent =
              agents.create(
                  name, maturity, wish.profile(), wish.grants(), request.principal().name());
          return new Answer(201, AgentJson.of(agent));
        });
  }

  /** Makes or replaces the agent of a name, so that agents can live in git. */
  public void put(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String key = request.path("key");
          Form form = request.form();
          AgentForm.checkName(form, "key", key);
          String name = form.text("name", AgentForm.LONGEST_NAME);
          if (name != null && !name.equals(key)) {
            form.fault(
                "name",
                "contradiction",
                "'name' is '" + name + "', but the path says '" + key + "'; leave 'name' out.");
          }
          Maturity maturity = maturity(form);
          String reason = form.text("reason", 2_000);
          AgentForm.Wish wish = AgentForm.read(form, null);
          String by = request.principal().name();
          Optional<Agent> there = agents.find(key).filter(Agent::live);
          if (there.isEmpty()) {
            form.done();
            return new Answer(
                201, AgentJson.of(agents.create(key, maturity, wish.profile(), wish.grants(), by)));
          }
          return Answer.ok(
              AgentJson.of(
                  agents.change(
                      there.get().id(),
                      old -> {
                        reasonFor(form, old, maturity, reason);
                        form.done();
                        return new Agent(
                            old.id(),
                            old.name(),
                            maturity,
                            wish.profile(),
                            wish.grants(),
                            old.life());
                      },
                      reason,
                      by)));
        });
  }

  /** Changes some of an agent; a change of maturity needs a reason. */
  public void patch(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Agent agent = found(request);
          Form form = request.form();
          String name = form.text("name", AgentForm.LONGEST_NAME);
          if (name != null) {
            AgentForm.checkName(form, "name", name);
          }
          String reason = form.text("reason", 2_000);
          return Answer.ok(
              AgentJson.of(
                  agents.change(
                      agent.id(),
                      old -> changed(form, old, name, reason),
                      reason,
                      request.principal().name())));
        });
  }

  /**
   * What is not named stays as it is in the table, which another node may have changed since this
   * one looked.
   */
  private static Agent changed(
      Form form, Agent old, @Nullable String name, @Nullable String reason) {
    Maturity maturity = form.word("maturity", Maturity.class, old.maturity());
    reasonFor(form, old, maturity, reason);
    AgentForm.Wish wish = AgentForm.read(form, old);
    form.done();
    return new Agent(
        old.id(),
        name == null ? old.name() : name,
        maturity,
        wish.profile(),
        wish.grants(),
        old.life());
  }

  private static void reasonFor(
      Form form, Agent agent, Maturity maturity, @Nullable String reason) {
    if (maturity != agent.maturity() && (reason == null || reason.isBlank())) {
      form.fault(
          "reason",
          "required",
          "A change of maturity from "
              + agent.maturity()
              + " to "
              + maturity
              + " needs a 'reason', for example \"Ten alerts without an edit.\".");
    }
  }

  /** The living agents. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request -> AnswerSteps.whole(request, agents.live().stream().map(AgentJson::of).toList()));
  }

  /** One agent. */
  public void get(Exchange exchange) {
    answer(exchange, request -> Answer.ok(AgentJson.of(found(request))));
  }

  /** Retires an agent; what it has queued is denied when its turn comes. */
  public void retire(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Agent agent = found(request);
          return Answer.ok(
              AgentJson.of(
                  agents.change(
                      agent.id(), AgentForm::retired, "retired", request.principal().name())));
        });
  }

  /** What an agent may do where: by maturity, grants and platform. */
  public void capabilities(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Agent agent = found(request);
          List<Map<String, Object>> where = new ArrayList<>();
          for (Connection connection : connections.all()) {
            where.add(on(agent, connection));
          }
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("agent_id", agent.id());
          body.put("agent_name", agent.name());
          body.put("maturity", agent.maturity().word());
          body.put("connections", where);
          return Answer.ok(body);
        });
  }

  private Map<String, Object> on(Agent agent, Connection connection) {
    TreeSet<String> deeds = new TreeSet<>();
    for (Grant grant : agent.grants()) {
      if (grant.covers(connection.platform(), connection.name())) {
        grant.deeds().forEach(d -> deeds.add(d.word()));
      }
    }
    Map<String, Object> on = new LinkedHashMap<>();
    on.put("connection", connection.name());
    on.put("platform", connection.platform());
    on.put("granted", deeds);
    on.put("send", deeds.contains("send") ? sending(agent.maturity()) : "denied");
    platforms
        .byId(connection.platform())
        .ifPresent(p -> on.put("platform_can", can(p.capabilities())));
    return on;
  }

  private static String sending(Maturity maturity) {
    return switch (maturity) {
      case STUDENT -> "denied";
      case INTERN -> "needs_approval";
      case SUPERVISED -> "allowed_monitored";
      case AUTONOMOUS -> "allowed";
    };
  }

  private static Map<String, Object> can(Capabilities capabilities) {
    Map<String, Object> can = new LinkedHashMap<>();
    can.put("text_limit", capabilities.textLimit());
    can.put("buttons", capabilities.actions().buttons());
    can.put("select_options", capabilities.actions().selectOptions());
    can.put("features", capabilities.features().stream().map(Word::word).sorted().toList());
    return can;
  }

  private static String name(Form form) {
    String name = form.need("name", AgentForm.LONGEST_NAME, "reporter");
    if (!name.isEmpty()) {
      AgentForm.checkName(form, "name", name);
    }
    return name;
  }

  private static Maturity maturity(Form form) {
    form.need("maturity", 20, "INTERN");
    return form.word("maturity", Maturity.class, Maturity.STUDENT);
  }

  private Agent found(Request request) {
    String id = request.path("id");
    return agents
        .find(id)
        .orElseThrow(() -> new Refused(Refused.Kind.NOT_FOUND, agents.unknown(id).faults()));
  }
}
