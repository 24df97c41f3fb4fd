-- The tables of the warehouse that are not derived from anything: the ledger of files and runs, quarantine, controls.
create schema if not exists ledger;
create schema if not exists control;
create schema if not exists staged;
create schema if not exists staging;
create schema if not exists versions;
create schema if not exists current;
create schema if not exists facts;
create schema if not exists marts;
create schema if not exists checks;

-- One row a loaded file; it is written last, so that rows without it are known to be torn and are removed on start.
create table if not exists ledger.batch (
    batch_no integer primary key,
    sha256 varchar not null,
    source varchar not null,
    entity varchar not null,
    file_name varchar not null,
    byte_count bigint not null,
    encoding varchar not null,
    exported_at timestamptz,
    loaded_at timestamptz not null,
    rows_read bigint not null,
    rows_loaded bigint not null,
    rows_unchanged bigint not null,
    rows_quarantined bigint not null,
    notes varchar not null,
    -- The fields that the mapping supplies, as ,a,b,c, : a clock whose end no export gives is not assessable, not overdue.
    fields varchar not null,
    -- The names of the file's columns, a line each, by which a later file's new columns are known.
    column_names varchar not null,
    mapping_hash varchar not null,
    check (rows_read = rows_loaded + rows_unchanged + rows_quarantined)
);

-- One row a record that could not be loaded: where it stood, why, and its text. Once it has been mended and loaded again,
-- it says which batch that is and which row of it; what failed there again is in quarantine under that batch.
create table if not exists ledger.quarantine (
    batch_no integer not null,
    row_number bigint not null,
    line_number bigint not null,
    reason varchar not null,
    field varchar,
    value varchar,
    expected varchar,
    raw varchar not null,
    replayed_by integer,
    replayed_row bigint
);

-- One row a version of a key but its newest: by which row it is superseded, and since when.
create table if not exists ledger.supersession (
    entity varchar not null,
    batch_no integer not null,
    row_number integer not null,
    by_batch_no integer not null,
    by_row_number integer not null,
    superseded_at timestamptz
);

-- Keys that a full export no longer has, though an earlier file of its source had them.
create table if not exists ledger.vanished (
    batch_no integer not null,
    row_key varchar not null
);

-- How many unchanged records of a batch equalled a version that came in which batch, be it the same one: what rests on it.
create table if not exists ledger.unchanged_against (
    batch_no integer not null,
    against_batch_no integer not null,
    records bigint not null
);

-- One row a batch that was taken back. Numbers of batches are never given twice; the file's bytes stay in the archive.
create table if not exists ledger.unloaded (
    batch_no integer primary key,
    sha256 varchar not null,
    source varchar not null,
    entity varchar not null,
    file_name varchar not null,
    rows_read bigint not null,
    rows_loaded bigint not null,
    rows_unchanged bigint not null,
    rows_quarantined bigint not null,
    loaded_at timestamptz not null,
    unloaded_at timestamptz not null
);

-- One row a run of load → model → publish, entered when it starts and completed when it ends.
create table if not exists ledger.run (
    run_no integer primary key,
    run_id varchar,
    as_of timestamptz not null,
    trigger_name varchar not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome varchar not null,
    files_loaded integer,
    files_refused integer,
    report_files varchar,
    mail varchar,
    error varchar
);

-- By which the views of staging are known that were made last: one row.
create table if not exists control.staging_views (
    fingerprint varchar not null
);

-- The as-of, zone and windows of the run that is being modelled: one row, replaced by each run.
create table if not exists control.run (
    as_of timestamptz not null,
    timezone varchar not null,
    response_window_days integer not null
);

-- Time limits in force, for showing; level, problem type or nature null stands for every one. The facts read them by the
-- macros below, which each run makes anew from the same norms: a join a clock would be dear with ten million cases.
create table if not exists control.time_limit (
    clock varchar not null,
    level varchar,
    problem_type varchar,
    nature varchar,
    limit_amount decimal(18, 3) not null,
    limit_unit varchar not null,
    valid_from date,
    valid_to date,
    requirement varchar,
    changed_reason varchar
);

-- The working days of the workspace's calendar: how many there have been up to a day, counted within an unbroken span of years.
create table if not exists control.working_day (
    day date primary key,
    day_number bigint not null,
    is_working boolean not null,
    ordinal integer not null,
    span integer not null
);

create schema if not exists current;
create schema if not exists cases;
create schema if not exists events;
create macro if not exists control.local_us(us) as us;
create macro if not exists control.day_end_us(day_number) as (day_number + 1) * 86400000000 - 1;
create macro if not exists control.resolution_start_us(received_us, accepted_us) as coalesce(accepted_us, received_us);
create macro if not exists control.limit_us(clock, level, nature, problem_type, start_us) as cast(null as bigint);
create macro if not exists control.limit_days(clock, level, nature, problem_type, start_us) as cast(null as bigint);
create macro if not exists control.limit_working_days(clock, level, nature, problem_type, start_us) as cast(null as integer);
create macro if not exists control.working_deadline_us(start_day, working_days) as cast(null as bigint);

-- How many records fill each field of the canonical model, and whether a loaded source supplies it; replaced by each run.
create table if not exists control.field_count (
    entity varchar not null,
    field varchar not null,
    privacy varchar not null,
    is_supplied boolean not null,
    row_count bigint not null,
    filled_count bigint not null,
    value_count bigint
);

-- How many records fill all of the fields that a requirement asks for; replaced by each run.
create table if not exists control.record_set (
    entity varchar not null,
    fields varchar not null,
    row_count bigint not null,
    complete_count bigint not null
);
