// The page runs under a policy without inline scripts, so its start is a file.
window.addEventListener("load", () => {
  SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    dom_id: "#api",
    deepLinking: true,
    displayRequestDuration: true,
    tryItOutEnabled: true,
    // The default asks a server on the internet to judge the document.
    validatorUrl: null,
  });
});
