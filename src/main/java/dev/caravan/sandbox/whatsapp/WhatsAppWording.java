package dev.caravan.sandbox.whatsapp;

import dev.caravan.sandbox.graph.GraphError;
import dev.caravan.sandbox.graph.GraphFindings;

/** How WhatsApp words what is wrong with a parameter; programs go by the code alone. */
enum WhatsAppWording implements GraphFindings.Wording {
  INSTANCE;

  @Override
  public GraphError unknown(String key, String param) {
    return GraphError.parameter(
        "Unexpected key \"" + key + "\"" + (param.isEmpty() ? "" : " on param \"" + param + "\""));
  }

  @Override
  public GraphError missing(String param) {
    return param.contains("[")
        ? detailed(131008, "Required parameter is missing", "Missing parameter " + param)
        : GraphError.parameter("The parameter " + param + " is required.");
  }

  @Override
  public GraphError length(String param, int most) {
    return param.equals("text['body']")
        ? GraphError.parameter("Param text['body'] must be at most " + most + " characters long.")
        : value(param, "length invalid. Min length: 1, Max length: " + most);
  }

  @Override
  public GraphError count(String param, int most) {
    return value(param, "count invalid. Min allowed: 1, Max allowed: " + most);
  }

  @Override
  public GraphError value(String param, String why) {
    return detailed(131009, "Parameter value is not valid", param + " " + why);
  }

  @Override
  public String within(String param, String key) {
    return param.isEmpty() ? key : param + "['" + key + "']";
  }

  /** An error with the details that tell what its title does not. */
  static GraphError detailed(int code, String title, String details) {
    return new GraphError(400, code, 0, "(#" + code + ") " + title, details, false);
  }
}
