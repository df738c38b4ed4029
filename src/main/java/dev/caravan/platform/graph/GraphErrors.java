package dev.caravan.platform.graph;

import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Reason;
import dev.caravan.platform.graph.Meaning.Doubtful;
import dev.caravan.platform.graph.Meaning.Limited;
import dev.caravan.platform.graph.Meaning.Passing;
import dev.caravan.platform.graph.Meaning.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the error codes of the Graph API mean; a subcode that is listed goes before its code.
 *
 * <p>Codes alone decide: the HTTP status and the error's {@code type} differ from one version to
 * the next (developers.facebook.com: Graph API, error handling; WhatsApp, error codes).
 */
public final class GraphErrors {
  /** For limits that slide over an hour or a day, where the answer does not say how long. */
  public static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final Map<Integer, Meaning> codes;
  private final Map<Integer, Meaning> subcodes;
  private final Map<Pair, Meaning> pairs;

  private GraphErrors(
      Map<Integer, Meaning> codes, Map<Integer, Meaning> subcodes, Map<Pair, Meaning> pairs) {
    this.codes = codes;
    this.subcodes = subcodes;
    this.pairs = pairs;
  }

  /** A subcode that means one thing with this code and another with others. */
  private record Pair(int code, int subcode) {}

  /** What every API of Meta's answers with (developers.facebook.com, Graph API, error handling). */
  public static GraphErrors common() {
    return new GraphErrors(Map.of(), Map.of(), Map.of())
        // Tokens, sessions, permissions, and a block for a breach of Meta's policies.
        .refused(Reason.CREDENTIAL_REFUSED, 0, 3, 10, 102, 104, 190, 368)
        .refused(Reason.REQUEST_REFUSED, 100)
        // A node that does not exist, or that this token may not see.
        .refusedBySubcode(Reason.CREDENTIAL_REFUSED, "", 33)
        .limited(Scope.CONNECTION, A_MINUTE, 4, 17, 32, 341, 613)
        .passing(2)
        // "The messages are all sent successfully, but the endpoint returns an error" (Messenger).
        .doubtful(1);
  }

  /** The same, and these codes refuse for good. */
  public GraphErrors refused(Reason reason, int... these) {
    return refused(reason, "", these);
  }

  /** The same, and these codes refuse for good; the remedy is a sentence, or empty. */
  public GraphErrors refused(Reason reason, String remedy, int... these) {
    return withCodes(new Refused(reason, remedy), these);
  }

  /** The same, and these subcodes refuse for good, whatever their code. */
  public GraphErrors refusedBySubcode(Reason reason, String remedy, int... these) {
    return withSubcodes(new Refused(reason, remedy), these);
  }

  /** The same, and this subcode refuses for good where it comes with this code. */
  public GraphErrors refusedPair(Reason reason, String remedy, int code, int subcode) {
    Map<Pair, Meaning> more = new HashMap<>(pairs);
    more.put(new Pair(code, subcode), new Refused(reason, remedy));
    return new GraphErrors(codes, subcodes, Map.copyOf(more));
  }

  /** The same, and these codes ask for silence. */
  public GraphErrors limited(Scope scope, Duration usual, int... these) {
    return withCodes(new Limited(scope, usual), these);
  }

  /** The same, and these subcodes ask for silence, whatever their code. */
  public GraphErrors limitedBySubcode(Scope scope, Duration usual, int... these) {
    return withSubcodes(new Limited(scope, usual), these);
  }

  /** The same, and these codes say that nothing was done and another try may well succeed. */
  public GraphErrors passing(int... these) {
    return withCodes(new Passing(), these);
  }

  private GraphErrors doubtful(int... these) {
    return withCodes(new Doubtful(), these);
  }

  private GraphErrors withCodes(Meaning meaning, int... these) {
    return new GraphErrors(with(codes, meaning, these), subcodes, pairs);
  }

  private GraphErrors withSubcodes(Meaning meaning, int... these) {
    return new GraphErrors(codes, with(subcodes, meaning, these), pairs);
  }

  private static Map<Integer, Meaning> with(
      Map<Integer, Meaning> listed, Meaning meaning, int... these) {
    Map<Integer, Meaning> more = new HashMap<>(listed);
    for (int one : these) {
      more.put(one, meaning);
    }
    return Map.copyOf(more);
  }

  /** What they mean; empty where neither is listed. */
  Optional<Meaning> meaning(int code, int subcode) {
    // The range in which Meta keeps its permissions.
    Optional<Meaning> byCode =
        code >= 200 && code <= 299
            ? Optional.of(new Refused(Reason.CREDENTIAL_REFUSED, ""))
            : Optional.ofNullable(codes.get(code));
    return Optional.ofNullable(pairs.get(new Pair(code, subcode)))
        .or(() -> Optional.ofNullable(subcodes.get(subcode)))
        .or(() -> byCode);
  }
}
