package dev.caravan.bench;

import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Wanted;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pretend platforms in a process of their own, which says when what arrived. */
public final class Far {
  private static final Settings KEPT = new Settings(50_000, 32_000_000, 1, true, Map.of());
  private static final int PAGE = 5_000;

  private final Received received;
  private final Numbers all = new Numbers();
  private final Map<String, Numbers> platforms = new HashMap<>();
  private final Map<Character, Numbers> late = new HashMap<>();
  private final Map<Character, Numbers> before = new HashMap<>();
  private long last;

  private Far(Received received) {
    this.received = received;
  }

  /** Serves on any free port, with which it greets. */
  public static void main(String[] arguments) throws Exception {
    FarSide side = FarSide.start(0, InstantSource.system(), KEPT);
    Far far = new Far(side.received());
    Thread reader = new Thread(far::follow, "follow");
    reader.setDaemon(true);
    reader.start();
    Child.serve(Integer.toString(side.port()), far::answer);
  }

  /** Reads along, for the oldest are forgotten. */
  private void follow() {
    try {
      while (true) {
        Thread.sleep(20);
        catchUp();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void catchUp() {
    List<ReceivedMessage> page;
    do {
      page = received.list(Wanted.ALL, last, PAGE);
      page.forEach(this::note);
    } while (page.size() == PAGE);
  }

  private void note(ReceivedMessage message) {
    last = message.seq();
    long at = ChronoUnit.MICROS.between(Instant.EPOCH, message.receivedAt());
    String text = message.arrival().text();
    int end = text.indexOf(' ');
    if (end > 1 && Character.isDigit(text.charAt(1))) {
      long from = Long.parseLong(text.substring(1, end));
      late.computeIfAbsent(text.charAt(0), k -> new Numbers()).add(at - from);
      before
          .computeIfAbsent(text.charAt(0), k -> new Numbers())
          .add(all.size() - all.firstAtLeast(from));
    }
    all.add(at);
    platforms.computeIfAbsent(message.arrival().platform(), k -> new Numbers()).add(at);
  }

  private synchronized String answer(String line) {
    catchUp();
    String[] f = line.split(" ", -1);
    return switch (f[0]) {
      case "count" -> Long.toString(received.count(Wanted.ALL));
      case "forget" -> forget();
      case "late" -> late.getOrDefault(f[1].charAt(0), new Numbers()).written();
      case "before" -> before.getOrDefault(f[1].charAt(0), new Numbers()).written();
      case "within" -> platforms.getOrDefault(f[1], new Numbers()).within(Long.parseLong(f[2]));
      case "busiest" -> platforms.getOrDefault(f[1], new Numbers()).busiest(Long.parseLong(f[2]));
      default -> throw new IllegalArgumentException(line);
    };
  }

  private String forget() {
    all.clear();
    platforms.clear();
    late.clear();
    before.clear();
    return "forgotten";
  }
}
