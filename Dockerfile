# The release binary, front end inside, in an image that holds nothing else.
FROM node:20-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.cache/billetterie \
    --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    cargo xtask dist && cp target/release/billetterie /billetterie

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home billetterie
COPY LICENSE /usr/share/doc/billetterie/LICENSE
COPY --from=build /billetterie /usr/local/bin/billetterie
USER billetterie
WORKDIR /home/billetterie
ENV LISTEN=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["billetterie"]
CMD ["serve"]
