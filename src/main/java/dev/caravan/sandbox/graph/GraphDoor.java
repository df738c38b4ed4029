package dev.caravan.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Call;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where every call of the Graph API enters: its token, its path and its arguments are looked at
 * before anything else.
 */
public final class GraphDoor {
  private static final Pattern PATH = Pattern.compile("v\\d{1,3}\\.\\d{1,2}/([^/]+)(?:/([^/]+))?");

  private final String node;
  private final String token;
  private final String proof;

  /**
   * @param node the id of the number or the Page that {@code token} belongs to
   */
  public GraphDoor(String node, String token, String appSecret) {
    this.node = node;
    this.token = token;
    this.proof = AppSecretProof.of(token, appSecret);
  }

  /** What became of a call at the door. */
  public sealed interface Entered {

    /** It asks who the node is. */
    record Identity() implements Entered {}

    /** It posts a message with these arguments of its own. */
    record Message(ObjectNode fields, String raw) implements Entered {}

    /** It goes no further. */
    record Refused(GraphError error) implements Entered {}
  }

  /** Reads a call. */
  public Entered enter(Call call) {
    GraphArguments arguments = GraphArguments.read(call);
    Optional<String> said = call.bearer().or(() -> arguments.everywhere("access_token"));
    if (said.isEmpty()) {
      return refused(401, 104, "An access token is required to request this resource.");
    }
    if (!said.get().equals(token)) {
      return refused(401, 190, "Invalid OAuth access token - Cannot parse access token");
    }
    if (!arguments.everywhere("appsecret_proof").orElse(proof).equals(proof)) {
      return refused(400, 100, "Invalid appsecret_proof provided in the API argument");
    }
    Matcher path = PATH.matcher(call.path());
    if (!path.matches()) {
      return refused(400, 2500, "Unknown path components: /" + call.path());
    }
    boolean own = path.group(1).equals(node) || path.group(1).equals("me");
    if (own && path.group(2) == null && call.method().equals(HttpMethod.GET)) {
      return new Entered.Identity();
    }
    if (!own || !"messages".equals(path.group(2)) || !call.method().equals(HttpMethod.POST)) {
      return new Entered.Refused(GraphError.unsupported(call.method().name(), path.group(1)));
    }
    return arguments
        .own()
        .<Entered>map(fields -> new Entered.Message(fields, call.body().toString()))
        .orElseGet(() -> refused(400, 100, "(#100) The body is neither a JSON object nor a form"));
  }

  private static Entered refused(int status, int code, String message) {
    return new Entered.Refused(new GraphError(status, code, 0, message));
  }
}
