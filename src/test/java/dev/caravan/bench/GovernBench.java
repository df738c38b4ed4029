package dev.caravan.bench;

import dev.caravan.TestPostgres;
import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.agent.Grant;
import dev.caravan.contact.Contacts;
import dev.caravan.contact.Policies;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.governance.AgentLive;
import dev.caravan.governance.Case;
import dev.caravan.governance.FrequencyGate;
import dev.caravan.governance.GrantGate;
import dev.caravan.governance.KillSwitch;
import dev.caravan.governance.MaturityGate;
import dev.caravan.governance.Moment;
import dev.caravan.governance.QuietHoursGate;
import dev.caravan.governance.RecipientGate;
import dev.caravan.governance.Rule;
import dev.caravan.governance.Stops;
import dev.caravan.message.Content;
import dev.caravan.message.Decision;
import dev.caravan.message.Format;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Sender;
import dev.caravan.message.Target;
import dev.caravan.message.Terms;
import dev.caravan.store.Database;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** How long the governance decision takes through its route, with the rules that run in the hub. */
final class GovernBench {
  private static final int WARM = 50_000;
  private static final int COUNTED = 100_000;

  private GovernBench() {}

  static void measure(Figures figures) throws Exception {
    try (Database database = TestPostgres.migrated();
        CamelContext context = new DefaultCamelContext()) {
      InstantSource clock = InstantSource.system();
      Agents agents = new Agents(database.jdbi(), clock);
      Agent agent =
          agents.create(
              "autonomous",
              Maturity.AUTONOMOUS,
              new Agent.Profile(null, List.of(), 5, null),
              Grant.usual(),
              "bench");
      for (Rule rule : rules(database, clock)) {
        context.getRegistry().bind(rule.name(), rule);
      }
      for (String file : List.of("shared/flow", "flow/govern")) {
        PluginHelper.getRoutesLoader(context)
            .loadRoutes(
                ResourceHelper.resolveResource(
                    context, "classpath:routes/" + file + ".camel.yaml"));
      }
      context.start();
      long[] nanos = times(context, agent, clock.instant());
      Arrays.sort(nanos);
      figures.add(
          "a decision through the route, p50 / p99",
          nanos[COUNTED / 2] / 1000 + " / " + nanos[(int) (COUNTED * 0.99)] / 1000 + " us",
          "",
          "",
          "99th below 1,000 us");
    }
  }

  private static List<Rule> rules(Database database, InstantSource clock) {
    Policies policies = new Contacts(database.jdbi(), clock).policies();
    return List.of(
        new KillSwitch(new Stops(database.jdbi(), clock)),
        new AgentLive(),
        new MaturityGate(Duration.ZERO, false),
        new GrantGate(),
        new RecipientGate(new RecipientsTable(database.jdbi(), clock), policies),
        new QuietHoursGate(policies, (message, at) -> Optional.empty()),
        new FrequencyGate(policies, database.jdbi()));
  }

  private static long[] times(CamelContext context, Agent agent, Instant now) {
    ProducerTemplate template = context.createProducerTemplate();
    Endpoint govern = context.getEndpoint("direct:govern");
    long[] nanos = new long[COUNTED];
    for (int i = -WARM; i < COUNTED; i++) {
      Case open = open(agent, now);
      long began = System.nanoTime();
      Case judged = template.requestBody(govern, open, Case.class);
      long took = System.nanoTime() - began;
      if (judged.decision().findings().isEmpty()) {
        throw new AssertionError("No rule spoke");
      }
      if (i >= 0) {
        nanos[i] = took;
      }
    }
    return nanos;
  }

  private static Case open(Agent agent, Instant now) {
    Message message =
        new Message(
            Ids.next(),
            new Sender("default", agent.id(), agent.name(), agent.maturity(), Origin.SEND, "bench"),
            new Target("slack", "slack", true, "C0GENERAL", null),
            new Content("Hello", Format.PLAIN, List.of()),
            new Message.Outline(Terms.ORDINARY, new Notes(Map.of(), Map.of(), "c", null)),
            now);
    return new Case(
        message,
        new Case.Circumstances(Moment.SEND, agent, null, null, now),
        Decision.open(new Decision.Policy("flow/govern", ""), now));
  }
}
