package dev.caravan.web;

import dev.caravan.delivery.MessagesTable;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditStream;
import dev.caravan.store.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/events}: what happens, live, as CloudEvents over SSE. The stream is read from the
 * trail, which is written in the transaction of each act; so a viewer that resumes by {@code
 * Last-Event-ID} misses nothing. No worker is held while it waits.
 */
public final class EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final long TICK_MILLIS = 250;
  private static final int MOST = 500;

  /** Looked up at once: a message may have 100,000 characters. */
  private static final int CHUNK = 50;

  /** What one reading hands to a viewer, in characters; the next goes on where it stopped. */
  private static final long MOST_CHARACTERS = 1_000_000;

  /** Each may keep one reading waiting in memory. */
  private static final int MOST_VIEWERS = 100;

  /** A viewer that takes nothing for a minute is let go; it resumes by its last event's id. */
  private static final int PATIENT_TICKS = 240;

  /** A comment line keeps proxies from closing a quiet stream. */
  private static final int TICKS_A_COMMENT = 60;

  private final AuditStream audit;
  private final MessagesTable messages;
  private final KeysTable keys;
  private final String source;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean reading = new AtomicBoolean();
  private long ticks;

  private static final class Viewer {
    private final HttpServerResponse response;
    private final Context context;
    private final String token;
    private final HttpConnection connection;

    /** Lines that its event loop has yet to write. */
    private final AtomicInteger pending = new AtomicInteger();

    private volatile AuditStream.Place last;
    private int waited;

    Viewer(RoutingContext routing, String token, Context context, AuditStream.Place last) {
      this.response = routing.response();
      this.connection = routing.request().connection();
      this.token = token;
      this.context = context;
      this.last = last;
    }

    /** Whether it has taken all that it was given. */
    boolean isReady() {
      return pending.get() == 0 && !response.writeQueueFull();
    }
  }

  public EventStream(AuditStream audit, MessagesTable messages, KeysTable keys, String source) {
    this.keys = keys;
    this.audit = audit;
    this.messages = messages;
    this.source = source;
  }

  /** Begins to read; stops with the Vert.x that it runs on. */
  void start(Vertx vertx) {
    vertx.setPeriodic(TICK_MILLIS, id -> tick(vertx));
  }

  /** Lets a viewer in: from {@code Last-Event-ID} on, or from now. */
  void open(RoutingContext context) {
    if (viewers.size() >= MOST_VIEWERS) {
      ErrorPages.answer(
          context,
          Problem.of(
              503,
              "unavailable",
              MOST_VIEWERS + " viewers follow the events already; try again later."));
      return;
    }
    String header = context.request().getHeader("Last-Event-ID");
    Context own = context.vertx().getOrCreateContext();
    String token = Guard.token(context.request()).orElse("");
    context
        .vertx()
        .executeBlocking(
            () -> header == null ? audit.end() : audit.behind(Long.parseLong(header.strip())),
            false)
        .onSuccess(
            last -> {
              HttpServerResponse response =
                  context
                      .response()
                      .setChunked(true)
                      .putHeader("Content-Type", "text/event-stream")
                      .putHeader("Cache-Control", "no-cache");
              Viewer viewer = new Viewer(context, token, own, last);
              response.closeHandler(closed -> viewers.remove(viewer));
              response.exceptionHandler(e -> viewers.remove(viewer));
              response.write(": open\n\n");
              viewers.add(viewer);
            })
        .onFailure(
            e ->
                ErrorPages.answer(
                    context,
                    e instanceof NumberFormatException
                        ? Problem.of(
                            422,
                            "not_an_id",
                            "'Last-Event-ID' is '"
                                + header
                                + "'; write the id of the last event seen.")
                        : Problem.of(503, "unavailable", "The database is away; try again.")));
  }

  private void tick(Vertx vertx) {
    if (viewers.isEmpty() || !reading.compareAndSet(false, true)) {
      return;
    }
    ticks++;
    vertx
        .executeBlocking(this::read, false)
        .onComplete(
            done -> {
              reading.set(false);
              if (done.failed()) {
                LOG.debug("Events wait for the database", done.cause());
              }
            });
  }

  private @Nullable Void read() {
    viewers.forEach(this::dropRevoked);
    // A viewer that resumes far back, or takes nothing, must not hold up the others.
    viewers.stream()
        .filter(this::takes)
        .collect(Collectors.groupingBy(v -> v.last))
        .forEach(this::read);
    return null;
  }

  /** Whether to hand more to a viewer; what it has not taken yet is all that waits for it. */
  private boolean takes(Viewer viewer) {
    if (viewer.isReady()) {
      viewer.waited = 0;
      return true;
    }
    if (++viewer.waited > PATIENT_TICKS && viewers.remove(viewer)) {
      LOG.info("A viewer of the events took nothing for a minute and is let go");
      viewer.connection.close();
    }
    return false;
  }

  /** Hands on what came after {@code last} to viewers that have all seen so far. */
  private void read(AuditStream.Place last, List<Viewer> alike) {
    List<AuditStream.Read> acts = audit.after(last, MOST);
    List<Viewer> taking = new ArrayList<>(alike);
    long handed = 0;
    for (int from = 0; from < acts.size() && handed < MOST_CHARACTERS; from += CHUNK) {
      handed += hand(acts.subList(from, Math.min(acts.size(), from + CHUNK)), taking);
    }
    if (acts.isEmpty() && ticks % TICKS_A_COMMENT == 0) {
      alike.forEach(v -> hand(v, ": still here\n\n"));
    }
  }

  /** Hands these on, as long as they are not too much at once; answers how many characters. */
  private long hand(List<AuditStream.Read> acts, List<Viewer> taking) {
    Map<UUID, StoredMessage> about =
        messages.byIds(
            acts.stream().map(a -> message(a.event())).filter(Objects::nonNull).toList());
    long handed = 0;
    for (AuditStream.Read act : acts) {
      if (handed >= MOST_CHARACTERS) {
        break;
      }
      AuditLog.Event event = act.event();
      String line =
          "id: "
              + event.id()
              + "\nevent: "
              + type(event)
              + "\ndata: "
              + Json.write(cloud(event, about))
              + "\n\n";
      // Whoever misses one takes no more of this reading: the next begins where it stopped.
      taking.removeIf(v -> v.response.writeQueueFull());
      for (Viewer viewer : taking) {
        viewer.last = act.place();
        hand(viewer, line);
      }
      handed += line.length();
    }
    return handed;
  }

  private void hand(Viewer viewer, String text) {
    viewer.pending.incrementAndGet();
    viewer.context.runOnContext(
        x -> {
          viewer.pending.decrementAndGet();
          write(viewer, text);
        });
  }

  /** A key that was revoked or has expired ends what was opened with it. */
  private void dropRevoked(Viewer viewer) {
    if (keys.principal(viewer.token).isEmpty()) {
      viewers.remove(viewer);
      viewer.context.runOnContext(x -> viewer.response.end());
    }
  }

  private void write(Viewer viewer, String text) {
    if (!viewer.response.ended() && !viewer.response.closed()) {
      viewer.response.write(text);
    } else {
      viewers.remove(viewer);
    }
  }

  private static String type(AuditLog.Event event) {
    return "dev.caravan." + event.act().verb() + ".v1";
  }

  private Map<String, Object> cloud(AuditLog.Event event, Map<UUID, StoredMessage> about) {
    Map<String, Object> cloud = new LinkedHashMap<>();
    cloud.put("specversion", "1.0");
    cloud.put("id", Long.toString(event.id()));
    cloud.put("source", source);
    cloud.put("type", type(event));
    cloud.put("subject", event.act().subject());
    cloud.put("time", event.at().toString());
    cloud.put("datacontenttype", "application/json");
    StoredMessage stored = about.get(message(event));
    // The API's own JSON of what the event is about, as it stands when it is read.
    cloud.put("data", stored == null ? AuditJson.of(event) : MessageJson.of(stored, null));
    return cloud;
  }

  private static @Nullable UUID message(AuditLog.Event event) {
    String subject = event.act().subject();
    return subject.startsWith("message:")
        ? UUID.fromString(subject.substring("message:".length()))
        : null;
  }
}
