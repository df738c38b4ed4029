package dev.caravan.bench;

import java.util.List;

/**
 * What the load generator is to post.
 *
 * @param body one, or several between U+001E that are taken by turns, with <code>{n}</code> for the
 *     message's number, <code>{r}</code> for its recipient's in four digits, <code>{t}</code> for
 *     when it was due in microseconds, and <code>{due}</code> for that as a time
 * @param recipients over how many the messages are spread, at most 10,000
 */
record Wish(String path, String body, int count, int recipients, Pace pace, Dues dues) {
  static final String SEND = "/api/v1/messaging/proactive/send";
  static final int RECIPIENTS = 1_000;
  private static final int CONNECTIONS = 32;

  /** JSON holds no such character. */
  private static final String NEXT = "\u001e";

  /**
   * How fast.
   *
   * @param perSecond 0: each connection posts as soon as its last answer has come. Else each
   *     message has its time, however the others fare, and its latency counts from then
   */
  record Pace(int connections, double perSecond) {}

  /** When the messages are scheduled for, from the epoch in microseconds; both 0: for now. */
  record Dues(long first, long step) {}

  /** Messages to the pretend Slack, as fast as 32 connections go. */
  static Wish messages(int count) {
    return new Wish(
        SEND,
        said("slack", "C0R{r}", "a", ""),
        count,
        RECIPIENTS,
        new Pace(CONNECTIONS, 0),
        new Dues(0, 0));
  }

  /**
   * A submission whose text begins with its time, under a letter by which the far side tells kinds
   * of messages apart.
   *
   * @param more further fields, each with a comma before it
   */
  static String said(String platform, String recipient, String kind, String more) {
    return ("{\"agent_id\":\"autonomous\",\"platform\":\"%s\",\"recipient_id\":\"%s\","
            + "\"content\":\"%s{t} Message {n} of the benchmark\"%s}")
        .formatted(platform, recipient, kind, more);
  }

  Wish saying(String... others) {
    return new Wish(path, String.join(NEXT, others), count, recipients, pace, dues);
  }

  Wish to(String otherPath) {
    return new Wish(otherPath, body, count, recipients, pace, dues);
  }

  Wish spreadOver(int others) {
    return new Wish(path, body, count, others, pace, dues);
  }

  Wish at(Pace other) {
    return new Wish(path, body, count, recipients, other, dues);
  }

  Wish due(Dues other) {
    return new Wish(path, body, count, recipients, pace, other);
  }

  /** Each is said in its turn. */
  List<String> bodies() {
    return List.of(body.split(NEXT, -1));
  }

  /** As one line. */
  String written() {
    return String.join(
        "\t",
        path,
        body,
        Integer.toString(count),
        Integer.toString(recipients),
        Integer.toString(pace.connections()),
        Double.toString(pace.perSecond()),
        Long.toString(dues.first()),
        Long.toString(dues.step()));
  }

  static Wish read(String line) {
    String[] f = line.split("\t", -1);
    return new Wish(
        f[0],
        f[1],
        Integer.parseInt(f[2]),
        Integer.parseInt(f[3]),
        new Pace(Integer.parseInt(f[4]), Double.parseDouble(f[5])),
        new Dues(Long.parseLong(f[6]), Long.parseLong(f[7])));
  }
}
