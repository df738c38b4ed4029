package dev.caravan.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.message.Message;
import dev.caravan.message.Target;
import dev.caravan.message.Texts;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Platforms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The time after a person's own last message in which anything may be written to them, where their
 * platform has such a rule: see docs/decisions/0010-windows.md.
 */
public final class MessagingWindows {
  /** Open windows held in memory; some 150 bytes each. */
  private static final int KEPT = 50_000;

  /** An open window that is closed behind this node's back is known here after this long. */
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private final WindowsTable table;
  private final Connections connections;
  private final Platforms platforms;
  private final InstantSource clock;

  /** Open ones alone: a closed one may be opened by any node, and is looked up each time. */
  private final Cache<Target.Lane, Standing.Open> open;

  /** {@code salt} goes into the trail's names of recipients. */
  public MessagingWindows(
      Jdbi jdbi, String salt, Connections connections, Platforms platforms, InstantSource clock) {
    this.table = new WindowsTable(jdbi, salt);
    this.connections = connections;
    this.platforms = platforms;
    this.clock = clock;
    this.open =
        Caffeine.newBuilder()
            .maximumSize(KEPT)
            .ticker(() -> clock.millis() * 1_000_000)
            .expireAfterWrite(BELIEVED)
            .build();
    connections.onChange(this::forget);
  }

  /** How the window of this recipient stands now. */
  public Standing of(Target.Lane lane) {
    Connection connection = connections.byName(lane.connection()).orElse(null);
    if (connection == null || length(connection).isZero()) {
      return new Standing.Needless();
    }
    Standing.Open known = open.getIfPresent(lane);
    if (known != null && (known.until() == null || clock.instant().isBefore(known.until()))) {
      return known;
    }
    Standing looked = looked(lane, connection);
    if (looked instanceof Standing.Open seen) {
      open.put(lane, seen);
    }
    return looked;
  }

  private Standing looked(Target.Lane lane, Connection connection) {
    Optional<Instant> until = table.openUntil(lane);
    if (until.isEmpty()) {
      return connection.windowAssumed() ? new Standing.Open(null) : new Standing.Closed(null);
    }
    return clock.instant().isBefore(until.get())
        ? new Standing.Open(until.get())
        : new Standing.Closed(until.get());
  }

  /** Whether the message has a template that its platform takes while a window is closed. */
  public boolean templated(Message message) {
    return message.content().extras().template() != null
        && can(message.target()).map(c -> c.features().contains(Feature.TEMPLATES)).orElse(false);
  }

  /** Says that a recipient has written, at this moment: their window is open from then on. */
  public void heardFrom(Target.Lane lane, Instant at) {
    Duration length = connections.byName(lane.connection()).map(this::length).orElse(Duration.ZERO);
    if (!length.isZero()) {
      table.extend(lane, at.plus(length), clock.instant());
      open.invalidate(lane);
    }
  }

  /** Sets until when a window is open; a moment that is past closes it. */
  public void set(Target.Lane lane, Instant until, String by) {
    table.set(lane, until, by, clock.instant());
    open.invalidate(lane);
  }

  /** Says that a platform itself called the window closed. */
  void closed(Target.Lane lane) {
    table.close(lane, clock.instant());
    open.invalidate(lane);
  }

  /** Looks everything up anew, for another node has changed something. */
  public void forget() {
    open.invalidateAll();
  }

  /** The recipient's name in the trail, which holds no phone numbers. */
  public String subject(Target.Lane lane) {
    return table.subject(lane);
  }

  /** Why nothing but a template may go now, and what can be done about it. */
  public String sentence(Target target, Standing.Closed closed) {
    long hours = can(target).map(c -> c.lifetimes().window().toHours()).orElse(0L);
    String known =
        closed.since() == null
            ? "nobody has heard from '%s' on %s"
                .formatted(Texts.shown(target.recipientId()), target.connection())
            : "the window of '%s' on %s closed at %s"
                .formatted(Texts.shown(target.recipientId()), target.connection(), closed.since());
    String template =
        can(target).map(c -> c.features().contains(Feature.TEMPLATES)).orElse(false)
            ? "give a 'platform_template', "
            : "";
    return ("A person is written to on %s for at most %d h after their own last message, and %s;"
            + " %swait until they write, or say what you know by PUT /api/v1/recipients"
            + "?connection=%s&recipient_id=%s {\"window_open_until\": \"%s\"}.")
        .formatted(
            target.platform(),
            hours,
            known,
            template,
            encoded(target.connection()),
            encoded(target.recipientId()),
            clock.instant().plus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.SECONDS));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What the target's platform can do; empty where the hub does not know it. */
  private Optional<Capabilities> can(Target target) {
    return platforms.byId(target.platform()).map(Platform::capabilities);
  }

  private Duration length(Connection connection) {
    return platforms
        .byId(connection.platform())
        .map(p -> p.capabilities().lifetimes().window())
        .orElse(Duration.ZERO);
  }
}
