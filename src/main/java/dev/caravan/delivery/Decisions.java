package dev.caravan.delivery;

import dev.caravan.message.Decision;
import dev.caravan.message.Finding;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import dev.caravan.message.Word;
import dev.caravan.store.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A decision as the row, the audit and the API write it. */
public final class Decisions {
  private Decisions() {}

  /** The decision as an object: the verdict, all findings, and the policy that judged. */
  public static Map<String, Object> shown(Decision decision) {
    Map<String, Object> shown = new LinkedHashMap<>();
    Finding deciding = decision.deciding();
    shown.put("verdict", deciding.verdict().word());
    shown.put("reason", deciding.reason().word());
    shown.put("sentence", deciding.sentence());
    putUntil(shown, deciding.verdict());
    shown.put("monitored", decision.monitored());
    shown.put("rules", decision.findings().stream().map(Decisions::shown).toList());
    shown.put("policy", decision.policy().file());
    shown.put("policy_hash", decision.policy().hash());
    shown.put("judged_at", decision.judgedAt().toString());
    return shown;
  }

  /** As its row: what its findings say is not said twice. */
  static String write(Decision decision) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("monitored", decision.monitored());
    row.put("rules", decision.findings().stream().map(Decisions::shown).toList());
    row.put("policy", decision.policy().file());
    row.put("policy_hash", decision.policy().hash());
    row.put("judged_at", decision.judgedAt().toString());
    return Json.write(row);
  }

  static Decision read(String json) {
    Map<String, Object> row = Json.object(json);
    List<Finding> findings =
        ((List<?>) need(row, "rules")).stream().map(r -> finding((Map<?, ?>) r)).toList();
    return new Decision(
        findings,
        (Boolean) need(row, "monitored"),
        new Decision.Policy((String) need(row, "policy"), (String) need(row, "policy_hash")),
        Instant.parse((String) need(row, "judged_at")));
  }

  private static Map<String, Object> shown(Finding finding) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("rule", finding.rule());
    shown.put("verdict", finding.verdict().word());
    shown.put("reason", finding.reason().word());
    shown.put("sentence", finding.sentence());
    putUntil(shown, finding.verdict());
    shown.put("inputs", finding.inputs());
    return shown;
  }

  private static Finding finding(Map<?, ?> row) {
    Map<String, String> inputs = new LinkedHashMap<>();
    ((Map<?, ?>) need(row, "inputs")).forEach((k, v) -> inputs.put((String) k, (String) v));
    Verdict verdict =
        switch ((String) need(row, "verdict")) {
          case "allow" -> new Verdict.Allow();
          case "hold" -> new Verdict.Hold();
          case "deny" -> new Verdict.Deny();
          default ->
              new Verdict.Defer(
                  row.get("until") instanceof String at ? Instant.parse(at) : Instant.MAX);
        };
    return new Finding(
        (String) need(row, "rule"),
        verdict,
        Word.of(Reason.class, (String) need(row, "reason")),
        (String) need(row, "sentence"),
        inputs);
  }

  private static void putUntil(Map<String, Object> shown, Verdict verdict) {
    // A deferral without an end, as by a stop, has no until.
    if (verdict instanceof Verdict.Defer defer && !defer.until().equals(Instant.MAX)) {
      shown.put("until", defer.until().toString());
    }
  }

  private static Object need(Map<?, ?> row, String key) {
    return Objects.requireNonNull(row.get(key), () -> "A decision's row has no " + key);
  }
}
