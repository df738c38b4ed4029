package dev.caravan.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Governance's verdict on a message: the strictest of what the rules found, with all of it kept.
 *
 * @param monitored whether a human is to watch it
 * @param policy the file that the rules were ordered by, and its hash
 */
public record Decision(List<Finding> findings, boolean monitored, Policy policy, Instant judgedAt) {

  /** Which policy judged: the route file's name and the SHA-256 of its text. */
  public record Policy(String file, String hash) {}

  private static final Finding NOBODY =
      new Finding(
          "none",
          new Verdict.Hold(),
          Reason.NO_RULE_SPOKE,
          "No rule spoke for this message, so a human must.",
          Map.of());

  public Decision {
    findings = List.copyOf(findings);
  }

  /** A decision in which nobody has spoken yet. */
  public static Decision open(Policy policy, Instant at) {
    return new Decision(List.of(), false, policy, at);
  }

  /** The same with one finding more. */
  public Decision with(Finding finding) {
    List<Finding> all = new ArrayList<>(findings);
    all.add(finding);
    return new Decision(all, monitored, policy, judgedAt);
  }

  /** The same, watched by a human. */
  public Decision watched() {
    return new Decision(findings, true, policy, judgedAt);
  }

  /** The finding that decides: the strictest, among equals the latest deferral, then the first. */
  public Finding deciding() {
    return findings.stream().reduce((a, b) -> STRICTER.compare(b, a) > 0 ? b : a).orElse(NOBODY);
  }

  /** The verdict; a hold where no rule spoke. */
  public Verdict verdict() {
    return deciding().verdict();
  }

  private static final Comparator<Finding> STRICTER =
      Comparator.<Finding>comparingInt(f -> f.verdict().severity())
          .thenComparing(f -> f.verdict() instanceof Verdict.Defer d ? d.until() : Instant.MIN);
}
