package dev.caravan.wiring;

import dev.caravan.delivery.Cancellations;
import dev.caravan.delivery.DeadLettersTable;
import dev.caravan.governance.AgentLive;
import dev.caravan.governance.BulkReplay;
import dev.caravan.governance.Case;
import dev.caravan.governance.Coverable;
import dev.caravan.governance.DeadLetters;
import dev.caravan.governance.FrequencyGate;
import dev.caravan.governance.GrantGate;
import dev.caravan.governance.InDoubt;
import dev.caravan.governance.KillSwitch;
import dev.caravan.governance.MaturityGate;
import dev.caravan.governance.QuietHoursGate;
import dev.caravan.governance.RecipientGate;
import dev.caravan.governance.Rehearsals;
import dev.caravan.governance.Repeats;
import dev.caravan.governance.Rule;
import dev.caravan.governance.SiteSteps;
import dev.caravan.governance.SubmitSteps;
import dev.caravan.governance.Words;
import dev.caravan.monitor.MonitorSteps;
import dev.caravan.platform.Connections;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.LocalSteps;
import dev.caravan.platform.PlatformSteps;
import dev.caravan.platform.slack.SlackWebhookSteps;
import dev.caravan.web.AgentSteps;
import dev.caravan.web.BatchSteps;
import dev.caravan.web.CalendarSteps;
import dev.caravan.web.CancelSteps;
import dev.caravan.web.CapabilitySteps;
import dev.caravan.web.ConnectionSteps;
import dev.caravan.web.ContactSteps;
import dev.caravan.web.FiringSteps;
import dev.caravan.web.HubSteps;
import dev.caravan.web.KeySteps;
import dev.caravan.web.LetterSteps;
import dev.caravan.web.MessageDetail;
import dev.caravan.web.MessagingSteps;
import dev.caravan.web.NodeSteps;
import dev.caravan.web.PreviewSteps;
import dev.caravan.web.ProblemSteps;
import dev.caravan.web.RecipientSteps;
import dev.caravan.web.ReplaySteps;
import dev.caravan.web.RevisionSteps;
import dev.caravan.web.ScheduleSteps;
import dev.caravan.web.SettleSteps;
import dev.caravan.web.StopSteps;
import dev.caravan.web.SubmissionSteps;
import dev.caravan.web.TemplateSteps;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Everything that a route may name: the one list, for the running hub and for checking files. */
final class Beans {
  private Beans() {}

  /** What a bean is made of. */
  record Source(House house, Supplier<List<?>> routes) {}

  private record Bean(String name, Class<?> type, Function<Source, Object> make) {}

  private static final List<Bean> ALL =
      List.of(
          new Bean("killSwitch", KillSwitch.class, s -> new KillSwitch(s.house.stops)),
          new Bean("agentLive", AgentLive.class, s -> new AgentLive()),
          new Bean("maturity", MaturityGate.class, s -> maturity(s.house.settings)),
          new Bean("grants", GrantGate.class, s -> new GrantGate()),
          new Bean("recipient", RecipientGate.class, s -> recipient(s.house)),
          new Bean("quietHours", QuietHoursGate.class, s -> quietHours(s.house)),
          new Bean("frequency", FrequencyGate.class, s -> frequency(s.house)),
          new Bean("governance", SiteSteps.class, s -> new SiteSteps()),
          new Bean("submit", SubmitSteps.class, s -> submit(s.house)),
          new Bean("deadLetters", DeadLetterSteps.class, s -> new DeadLetterSteps()),
          new Bean("ticks", TickSteps.class, s -> ticks(s.house)),
          new Bean("monitor", MonitorSteps.class, s -> s.house.monitor()),
          new Bean("submissions", SubmissionSteps.class, s -> submissions(s.house)),
          new Bean(
              "batches", BatchSteps.class, s -> new BatchSteps(submissions(s.house), s.house.bulk)),
          new Bean("cancellations", CancelSteps.class, s -> cancellations(s.house)),
          new Bean("letters", LetterSteps.class, s -> letters(s.house)),
          new Bean("replays", ReplaySteps.class, s -> replays(s.house)),
          new Bean("messaging", MessagingSteps.class, s -> messaging(s.house)),
          new Bean("revisions", RevisionSteps.class, s -> revisions(s.house)),
          new Bean("settlements", SettleSteps.class, s -> settlements(s.house)),
          new Bean("agents", AgentSteps.class, s -> agents(s.house)),
          new Bean("keys", KeySteps.class, s -> keys(s.house)),
          new Bean("stops", StopSteps.class, s -> stops(s.house)),
          new Bean("connections", ConnectionSteps.class, s -> connections(s.house)),
          new Bean("preview", PreviewSteps.class, s -> preview(s.house)),
          new Bean(
              "local",
              LocalSteps.class,
              s -> new LocalSteps(s.house.connections, s.house.platforms)),
          new Bean("platforms", CapabilitySteps.class, s -> new CapabilitySteps(s.house.platforms)),
          new Bean("recipients", RecipientSteps.class, s -> recipients(s.house)),
          new Bean("contacts", ContactSteps.class, s -> contacts(s.house)),
          new Bean("templates", TemplateSteps.class, s -> templates(s.house)),
          new Bean("schedules", ScheduleSteps.class, s -> schedules(s.house)),
          new Bean("firings", FiringSteps.class, s -> firings(s.house)),
          new Bean(
              "calendars",
              CalendarSteps.class,
              s -> new CalendarSteps(s.house.schedules.calendars())),
          new Bean("clockwork", ClockworkSteps.class, s -> clockwork(s.house)),
          new Bean("hub", HubSteps.class, Beans::hub),
          new Bean("nodes", NodeSteps.class, s -> nodes(s.house)),
          new Bean("slackWebhook", SlackWebhookSteps.class, s -> new SlackWebhookSteps()),
          new Bean("problems", ProblemSteps.class, s -> new ProblemSteps()));

  /** The beans of a running hub. */
  static Map<String, Object> of(Source source) {
    Map<String, Object> beans = new LinkedHashMap<>();
    ALL.forEach(bean -> beans.put(bean.name(), bean.make().apply(source)));
    putPlatforms(beans, source.house.connections, PlatformList.all(source.house.clock));
    beans.put("responseTimeout", PlatformSteps.responseTimeout());
    return beans;
  }

  /** Beans without a hub behind them: routes can be built on them and a policy tried, no more. */
  static Map<String, Object> bare(Settings settings) {
    Map<String, Object> beans = new LinkedHashMap<>();
    for (String asking : List.of("killSwitch", "recipient", "quietHours", "frequency")) {
      beans.put(asking, new Silent(asking));
    }
    beans.put("maturity", maturity(settings));
    putPlatforms(beans, new Connections(), PlatformList.ALL);
    beans.put("responseTimeout", PlatformSteps.responseTimeout());
    ALL.forEach(bean -> beans.computeIfAbsent(bean.name(), name -> bare(bean.type())));
    return beans;
  }

  private static void putPlatforms(
      Map<String, Object> beans, Connections connections, List<HttpPlatform> platforms) {
    platforms.forEach(p -> beans.put(p.id(), new PlatformSteps(connections, p)));
  }

  /** A rule that has nothing to say, for what it would ask does not run. */
  private record Silent(String name) implements Rule {
    @Override
    public Case judge(Case c) {
      return c;
    }
  }

  /** Only its type is looked at, so it is given nothing to work with. */
  private static Object bare(Class<?> type) {
    try {
      Constructor<?> made = type.getDeclaredConstructors()[0];
      made.setAccessible(true);
      return made.newInstance(new Object[made.getParameterCount()]);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalStateException(type + " cannot be made without a hub", e);
    }
  }

  private static MaturityGate maturity(Settings settings) {
    return new MaturityGate(
        settings.duration("caravan.supervised.hold"),
        settings.flag("caravan.policy.allow-student"));
  }

  private static RecipientGate recipient(House house) {
    return new RecipientGate(house.recipients, house.contacts.policies());
  }

  private static QuietHoursGate quietHours(House house) {
    return new QuietHoursGate(house.contacts.policies(), house.resolver::detour);
  }

  private static FrequencyGate frequency(House house) {
    return new FrequencyGate(house.contacts.policies(), house.database.jdbi());
  }

  private static SubmitSteps submit(House house) {
    return new SubmitSteps(
        house.resolver,
        house.governance,
        new SubmitSteps.Beside(
            new Repeats(
                house.agents,
                house.resolver,
                house.messages,
                house.settings.duration("caravan.dedup.window")),
            new Rehearsals(house.destinations, house.windows, house.outbox),
            words(house)),
        house.outbox,
        house.database.jdbi(),
        house.clock);
  }

  private static Words words(House house) {
    return new Words(house.agents, house.writing.drafts());
  }

  private static TemplateSteps templates(House house) {
    return new TemplateSteps(
        house.writing.library(),
        house.writing.templates(),
        house.writing.drafts(),
        house.agents,
        house.clock);
  }

  private static TickSteps ticks(House house) {
    return new TickSteps(
        house.outbox,
        house.failovers(),
        house.settings.duration("caravan.approvals.ttl"),
        house.snapshots,
        house.retention());
  }

  private static SubmissionSteps submissions(House house) {
    return new SubmissionSteps(house.agents, house.outbox, house.clock, house.resolver);
  }

  private static MessagingSteps messaging(House house) {
    return new MessagingSteps(
        house.agents, house.outbox, house.messages, house.approvals, detail(house), house.clock);
  }

  private static MessageDetail detail(House house) {
    return new MessageDetail(house.outbox, house.messages, house.approvals, house.audit);
  }

  private static CancelSteps cancellations(House house) {
    return new CancelSteps(
        house.agents, new Cancellations(house.database.jdbi(), house.clock), house.clock);
  }

  private static LetterSteps letters(House house) {
    return new LetterSteps(
        house.agents, house.messages, new DeadLettersTable(house.database.jdbi()), detail(house));
  }

  private static ReplaySteps replays(House house) {
    DeadLettersTable table = new DeadLettersTable(house.database.jdbi());
    DeadLetters letters = new DeadLetters(table, house.messages, house.bulk, house.clock);
    return new ReplaySteps(
        house.agents,
        house.messages,
        letters,
        new BulkReplay(letters, table, house.messages, house.bulk, house.clock),
        submissions(house),
        detail(house));
  }

  private static RevisionSteps revisions(House house) {
    return new RevisionSteps(house.messages, house.revisions());
  }

  private static SettleSteps settlements(House house) {
    InDoubt doubts = new InDoubt(house.database.jdbi(), house.outbox, house.platforms, house.clock);
    return new SettleSteps(house.messages, doubts, house.outbox);
  }

  private static AgentSteps agents(House house) {
    return new AgentSteps(house.agents, house.connections, house.platforms);
  }

  private static KeySteps keys(House house) {
    return new KeySteps(house.keys, house.agents, house.clock);
  }

  private static StopSteps stops(House house) {
    return new StopSteps(
        house.stops, new Coverable(house.agents, house.destinations), house.outbox, house.clock);
  }

  private static ConnectionSteps connections(House house) {
    return new ConnectionSteps(house.connections, house.pauses, house.outbox, house.routes);
  }

  private static PreviewSteps preview(House house) {
    String server = new ConnectionsSource(house.settings).server();
    return new PreviewSteps(
        house.destinations,
        house.resolver,
        words(house),
        platform -> ConnectionsFile.pretended(server, platform),
        house.clock);
  }

  private static RecipientSteps recipients(House house) {
    return new RecipientSteps(
        house.destinations, house.recipients, house.windows, house.contacts.policies());
  }

  private static ContactSteps contacts(House house) {
    return new ContactSteps(house.contacts, house.destinations);
  }

  private static NodeSteps nodes(House house) {
    return new NodeSteps(house.outbox, house.audit, house.node, house.clock);
  }

  private static ScheduleSteps schedules(House house) {
    ScheduleRoom room = house.schedules;
    return new ScheduleSteps(house.agents, room.schedules(), room.changes(), house.clock);
  }

  private static FiringSteps firings(House house) {
    ScheduleRoom room = house.schedules;
    return new FiringSteps(
        house.agents, room.schedules(), room.clockwork(), room.history(), house.clock);
  }

  private static ClockworkSteps clockwork(House house) {
    boolean enabled = house.settings.flag("caravan.schedules.enabled");
    return new ClockworkSteps(
        house.schedules.clockwork(),
        // A drained node takes no messages; the other nodes fire.
        () -> enabled && !house.outbox.admission().isDraining(),
        house.settings.duration("caravan.retention.messages"),
        house.clock);
  }

  private static HubSteps hub(Source source) {
    House house = source.house;
    return new HubSteps(
        house.outbox,
        house.connections,
        house.audit,
        house.clock,
        house.settings::shown,
        source.routes);
  }
}
