package dev.caravan.sandbox.messenger;

import dev.caravan.sandbox.graph.GraphError;
import dev.caravan.sandbox.graph.GraphFindings;

/** How Messenger words what is wrong with a parameter; programs go by the code alone. */
enum MessengerWording implements GraphFindings.Wording {
  INSTANCE;

  @Override
  public GraphError unknown(String key, String param) {
    return GraphError.parameter(
        "Invalid keys \"%s\" were found in param \"%s\".".formatted(key, param));
  }

  @Override
  public GraphError missing(String param) {
    return GraphError.parameter("Param " + param + " must be non-empty.");
  }

  @Override
  public GraphError length(String param, int most) {
    return GraphError.parameter(
        "Length of param " + param + " must be less than or equal to " + most);
  }

  @Override
  public GraphError count(String param, int most) {
    return GraphError.parameter("Param " + param + " must have 1 to " + most + " elements.");
  }

  @Override
  public GraphError value(String param, String why) {
    return GraphError.parameter("Param " + param + " " + why + ".");
  }

  @Override
  public String within(String param, String key) {
    return param.isEmpty() ? key : param + "[" + key + "]";
  }
}
