package dev.caravan.wiring;

import dev.caravan.agent.Agents;
import dev.caravan.cache.Caches;
import dev.caravan.contact.Contacts;
import dev.caravan.delivery.Admission;
import dev.caravan.delivery.BreakerState;
import dev.caravan.delivery.Ending;
import dev.caravan.delivery.FailoversTable;
import dev.caravan.delivery.HeapUse;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.MessagingWindows;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.delivery.Retention;
import dev.caravan.delivery.WaterMarks;
import dev.caravan.governance.Accepted;
import dev.caravan.governance.Approvals;
import dev.caravan.governance.Bulk;
import dev.caravan.governance.ContactTargets;
import dev.caravan.governance.Destinations;
import dev.caravan.governance.Failovers;
import dev.caravan.governance.Governance;
import dev.caravan.governance.Pauses;
import dev.caravan.governance.PausesTable;
import dev.caravan.governance.PolicyFile;
import dev.caravan.governance.RepliesTable;
import dev.caravan.governance.Resolver;
import dev.caravan.governance.Revisable;
import dev.caravan.governance.Revisions;
import dev.caravan.governance.Sickness;
import dev.caravan.governance.Stops;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Submission;
import dev.caravan.monitor.DeadLetterCountsTable;
import dev.caravan.monitor.Meters;
import dev.caravan.monitor.MonitorSteps;
import dev.caravan.monitor.OnCall;
import dev.caravan.monitor.PressureTrail;
import dev.caravan.monitor.Samples;
import dev.caravan.monitor.ScheduleMeters;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.schedule.Clockwork;
import dev.caravan.store.Access;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditStream;
import dev.caravan.store.Database;
import dev.caravan.store.Migrations;
import dev.caravan.template.Drafts;
import dev.caravan.template.TemplateLibrary;
import dev.caravan.template.Templates;
import dev.caravan.web.CallLimit;
import dev.caravan.web.CallLimits;
import dev.caravan.web.KeysTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every object of the hub that knows nothing of Camel, built once, in the order of the rooms. */
final class House {
  final Settings settings;
  final InstantSource clock;
  final String node;
  final Database database;
  final AuditLog audit;
  final AuditStream stream;
  final Agents agents;
  final Connections connections = new Connections();
  final Platforms platforms = PlatformList.platforms();
  final Destinations destinations = new Destinations(connections, platforms);
  final RecipientsTable recipients;
  final MessagingWindows windows;
  final Contacts contacts;
  final Caches caches;
  final Writing writing;
  final Stops stops;
  final PolicyFile policy = new PolicyFile();
  final CamelRoutes routes;
  final Governance governance;
  final Resolver resolver;
  final Outbox outbox;
  final Bulk bulk;
  final MessagesTable messages;
  final ScheduleRoom schedules;
  final Approvals approvals;
  final KeysTable keys;
  final TickSteps.Snapshots snapshots;
  final PausesTable pauses;
  private final Pauses gate;
  final Meters meters = new Meters();
  private final OnCall.Duty duty;
  private final DatabaseWatch watch;

  /** Who this hub is: its node's name, its admin's token, and what revives its own database. */
  record Identity(String node, String adminToken, Runnable revive) {}

  /** What makes texts of templates. */
  record Writing(TemplateLibrary library, Templates templates, Drafts drafts) {}

  /** Reads the configuration before the database is asked for, so that a fault starts nothing. */
  House(
      Settings settings,
      Supplier<Access> access,
      Supplier<Identity> identified,
      InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    caches = new Caches(clock);
    routes = new CamelRoutes(new FailureLog(connections, clock));
    new ConnectionsSource(settings).read().putInForce(platforms, connections);
    duty = new OnCall.Duty(new NotifySetting(settings).targets(destinations), publicUrl());
    meters.begin(connections.all());
    connections.onChange(() -> meters.begin(connections.all()));
    Identity identity = identified.get();
    database = new Database(access.get(), settings.integer("caravan.database.pool"));
    Migrations.run(database.dataSource());
    node = identity.node();
    String salt = HubSettingsTable.salt(database.jdbi());
    audit = new AuditLog(database.jdbi());
    stream = new AuditStream(database.jdbi());
    agents = new Agents(database.jdbi(), clock);
    recipients = new RecipientsTable(database.jdbi(), clock);
    stops = new Stops(database.jdbi(), clock);
    pauses = new PausesTable(database.jdbi(), clock);
    keys = new KeysTable(database.jdbi(), clock, identity.adminToken());
    windows = new MessagingWindows(database.jdbi(), salt, connections, platforms, clock);
    contacts = new Contacts(database.jdbi(), clock);
    writing = writing();
    snapshots =
        new TickSteps.Snapshots(
            agents,
            stops,
            pauses,
            new TickSteps.Snapshots.Readers(recipients, windows, contacts),
            writing.library(),
            keys);
    governance = new Governance(agents, policy, clock, routes);
    resolver =
        new Resolver(
            agents,
            destinations,
            recipients,
            new RepliesTable(database.jdbi()),
            windows,
            new ContactTargets(contacts, destinations, recipients));
    gate = new Pauses(stops, pauses);
    outbox =
        new Outbox(
            new Outbox.Place(
                database,
                node,
                salt,
                clock,
                platforms,
                new Outbox.Edges(admission(new PressureTrail(audit, node, clock)), reach())),
            connections,
            new Outbox.Neighbours(governance, routes, gate, new Told(), recipients, windows));
    bulk = new Bulk(routes, outbox);
    messages = new MessagesTable(database.jdbi());
    schedules =
        ScheduleRoom.of(
            new Clockwork.Place(database.jdbi(), identity.node(), clock),
            routes,
            bulk,
            new ScheduleMeters(meters));
    approvals = new Approvals(database.jdbi(), resolver, outbox, approving(), clock);
    watch = new DatabaseWatch(identity.revive());
  }

  private Admission admission(PressureTrail told) {
    int low = settings.integer("caravan.backpressure.low-water");
    WaterMarks queue =
        WaterMarks.ofQueue(
            settings.integer("caravan.backpressure.high-water"),
            low,
            settings.integer("caravan.backpressure.severe"));
    WaterMarks heap = WaterMarks.ofShare(settings.integer("caravan.backpressure.heap"), low);
    return new Admission(new Admission.Marks(queue, heap), HeapUse::share, told);
  }

  /** How often each key may call. */
  CallLimits callLimits() {
    int count = settings.integer("caravan.api.limit.count");
    Duration per = settings.duration("caravan.api.limit.per");
    return new CallLimits(count == 0 ? null : new CallLimit(count, per), clock);
  }

  private Duration reach() {
    return Duration.ofMillis(
        (long) settings.integer("caravan.http.pool-timeout")
            + settings.integer("caravan.http.connect-timeout"));
  }

  /** What delivery tells the house. */
  private final class Told implements Outbox.Listener {
    @Override
    public void settled(String connection, Ending ending, @Nullable Reason reason, Duration took) {
      meters.settled(connection, ending, reason, took);
      outbox.admission().settled(ending);
    }

    @Override
    public void ended(Message message, String status, Outcome outcome) {
      routes.ended(message, status, outcome);
    }

    @Override
    public void credentialRefused(String connection, String detail, Instant begun) {
      pauses.credentialRefused(connection, detail, begun);
    }

    @Override
    public void changed(String what) {
      snapshots.changed(what);
    }
  }

  private Writing writing() {
    TemplateLibrary library = new TemplateLibrary(database.jdbi(), clock, caches);
    Templates templates = new Templates(caches);
    return new Writing(library, templates, new Drafts(library, templates));
  }

  private Approvals.Settings approving() {
    return new Approvals.Settings(
        settings.duration("caravan.approvals.ttl"),
        settings.flag("caravan.approvals.allow-self"),
        connections);
  }

  /** What changes messages that were sent. */
  Revisions revisions() {
    return new Revisions(
        database.jdbi(),
        new Revisable(platforms, pauses, approving()),
        new Revisions.Means(governance::judgeEdit, outbox.carrier(), pauses),
        clock);
  }

  /** What takes messages from sick connections to their next target. */
  Failovers failovers() {
    // Its owner knows, and moves what waits; other nodes see the same rows later.
    Predicate<String> broken =
        connection -> outbox.breaker(connection).filter(BreakerState.OPEN::equals).isPresent();
    Sickness sickness = new Sickness(connections, pauses, gate, broken);
    return new Failovers(
        new FailoversTable(database.jdbi()), governance, resolver, sickness, outbox, clock);
  }

  /** What forgets. */
  Retention retention() {
    return new Retention(
        database.jdbi(),
        audit,
        new Retention.Periods(
            settings.duration("caravan.retention.messages"),
            settings.duration("caravan.retention.audit")),
        clock);
  }

  /** What measures, and tells those on call. */
  MonitorSteps monitor() {
    return new MonitorSteps(
        new Samples(meters, outbox, connections, new DeadLetterCountsTable(database.jdbi()), clock),
        new OnCall(duty, new Asked(), connections, database.jdbi(), clock));
  }

  /** What the hub asks of itself before it tells those on call. */
  private final class Asked implements OnCall.Neighbours {
    @Override
    public Optional<BreakerState> breaker(String connection) {
      return outbox.breaker(connection);
    }

    @Override
    public boolean closed(Connection connection) {
      return gate.closed(connection.name(), connection.platform()).isPresent();
    }

    @Override
    public Accepted submit(Submission submission) {
      return routes.submit(submission);
    }
  }

  /** Where the hub is reached from outside. */
  String publicUrl() {
    return settings.has("caravan.public.url")
        ? settings.text("caravan.public.url")
        : new ConnectionsSource(settings).server();
  }

  /** Reads what is kept in memory, gives an empty home its first agents, and joins the nodes. */
  void open() {
    // A new start may bring a new credential: what the hub itself had paused is tried again.
    pauses.resumeWhatHubPaused();
    stream.adopt();
    snapshots.refresh();
    FirstAgents.make(agents, connections.allSandbox());
    outbox.join();
    watch.start();
  }

  /** Begins to own connections and to send. */
  void send() {
    outbox.start();
  }

  /**
   * Fires no more schedules, takes no more messages, lets what is in flight end, and gives every
   * connection up.
   */
  void drain(Duration wait) {
    schedules.clockwork().close();
    outbox.close(wait);
  }

  /** Ends every session with the database. */
  void leave() {
    watch.close();
    database.close();
  }
}
